using Reelsight.Core.Embeddings;
using Reelsight.Pipeline.Describing;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Teaching;

/// <summary>Reads what a label is taught from: the vectors of described videos in the space that is searched.</summary>
public sealed class TeachingVideoReader(IDescriptionStore described)
{
    /// <summary>A video without examples; null when it is not described in the space.</summary>
    /// <param name="video">The video.</param>
    /// <param name="space">The visual space.</param>
    /// <param name="maxClips">How many of its clips are read, spread over it; null for all.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<TeachingVideo?> FindAsync(VideoRecord video, string space, int? maxClips, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(video);
        if (
            video is not { Status: VideoStatus.Ready, ContentHash: { } hash }
            || await described.FindAsync(video.TenantId, hash, ct) is not { Clips.Count: > 0 } known
            || known.Space != space
        )
        {
            return null;
        }

        var count = Math.Min(maxClips ?? known.Clips.Count, known.Clips.Count);
        int[] clips = [.. Enumerable.Range(0, count).Select(i => (int)((i + 0.5) * known.Clips.Count / count))];
        var frames = await described.ReadFramesAsync(video.TenantId, space, [.. clips.Select(clip => (hash, clip))], ct);
        var vectors = VisualSpaceName.GetVectorSpace(space);
        var joint = known.Vectors.FirstOrDefault(v => v.Space == vectors && v.Unit == VectorUnit.Clip);
        if (joint is null)
        {
            return null; // audio alone, or frames that could not be embedded
        }

        var (times, values) = (new List<double>(), new List<float>());
        foreach (var clip in clips)
        {
            if (frames.TryGetValue((hash, clip), out var own) && own.Dimension == joint.Dimension)
            {
                // A frame that lies after its clip by a rounding error belongs to it.
                times.AddRange(
                    own.TimesSec.Select(t => Math.Clamp(t, known.Clips[clip].StartSec, Math.BitDecrement(known.Clips[clip].EndSec)))
                );
                values.AddRange(own.Values);
            }
            else
            {
                times.Add((known.Clips[clip].StartSec + known.Clips[clip].EndSec) / 2);
                values.AddRange(joint.Values.AsSpan(clip * joint.Dimension, joint.Dimension));
            }
        }

        var visual = known.Vectors.FirstOrDefault(v => v.Space == EmbeddingSpaces.VisualSimilarity && v.Unit == VectorUnit.Clip);
        return new TeachingVideo(
            video.Id,
            [.. clips.Select(clip => known.Clips[clip])],
            new FrameVectorSet(vectors, joint.Dimension, times, [.. values]),
            visual is null ? [] : [.. clips.SelectMany(clip => visual.Values[(clip * visual.Dimension)..((clip + 1) * visual.Dimension)])],
            [],
            []
        );
    }
}
