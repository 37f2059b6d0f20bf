using Reelsight.Core.Time;
using Reelsight.Labels.Editing;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>A video of a data set.</summary>
/// <param name="Video">Its facts.</param>
/// <param name="Map">Its frames.</param>
/// <param name="Annotations">By start.</param>
/// <param name="Split">train, val or test.</param>
public sealed record DatasetVideo(VideoRecord Video, FrameMap Map, IReadOnlyList<AnnotationRecord> Annotations, string Split)
{
    /// <summary>
    /// Frames of an annotation that are shown as images: its first, one each so many seconds, and every one at which a person set a box.
    /// </summary>
    public IEnumerable<long> GetFrames(AnnotationRecord annotation, double everySec)
    {
        if (Map.IsAudioOnly)
        {
            return [];
        }

        var frames = new SortedSet<long>(annotation.Boxes.Where(b => b.Manual).Select(b => b.Frame)) { annotation.StartFrame };
        for (var sec = annotation.StartSec + everySec; sec < annotation.EndSec; sec += everySec)
        {
            if (Map.FrameAt(sec) is var frame && frame < annotation.EndFrame)
            {
                frames.Add(frame);
            }
        }

        return frames;
    }

    /// <summary>All frames that are shown as images, in order.</summary>
    public IReadOnlyList<long> GetAllFrames(double everySec, bool withBoxesOnly = false) =>
        [.. Annotations.Where(a => !withBoxesOnly || a.Boxes.Count > 0).SelectMany(a => GetFrames(a, everySec)).Distinct().Order()];

    /// <summary>The box of an annotation at a frame in pixels: left, top, width, height; null when it has none.</summary>
    public double[]? GetPixelBox(AnnotationRecord annotation, long frame) =>
        BoxTracks.Interpolate(annotation.Boxes, frame) is { } box
            ?
            [
                Math.Round(box.X * Video.Width, 2),
                Math.Round(box.Y * Video.Height, 2),
                Math.Round(box.Width * Video.Width, 2),
                Math.Round(box.Height * Video.Height, 2),
            ]
            : null;
}
