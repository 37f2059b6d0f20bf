using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>A described video with what people said of one label in it.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Clips">Its clips, in order, without gaps.</param>
/// <param name="Frames">Embeddings of its frames in the joint space, in order of time.</param>
/// <param name="VisualSimilarity">Visual similarity embeddings of the clips: clips × dimensions; empty where there are none.</param>
/// <param name="Accepted">Intervals that show the label.</param>
/// <param name="Rejected">Intervals that do not show the label.</param>
public sealed record TeachingVideo(
    string VideoId,
    IReadOnlyList<Clip> Clips,
    FrameVectorSet Frames,
    float[] VisualSimilarity,
    IReadOnlyList<TimeRange> Accepted,
    IReadOnlyList<TimeRange> Rejected
);
