using Reelsight.Core.Descriptions;
using Reelsight.Core.Time;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Embedding;

/// <summary>Splits a time range into the segments that a request asks for.</summary>
internal static class Segmentation
{
    // v1.3: a remainder at the end that is shorter than this is no segment.
    private const double MinRemainderSec = 2;

    // Durations of files and offsets in requests are rounded.
    private const double Tolerance = 1e-3;

    /// <summary>The segments, in order, without overlap.</summary>
    /// <param name="request">How to split.</param>
    /// <param name="whole">The range to split.</param>
    /// <param name="clips">The clips of the media content, which follow its shots.</param>
    public static IReadOnlyList<TimeRange> Split(EmbeddingRequest request, TimeRange whole, IReadOnlyList<Clip> clips) =>
        request.FixedSec is { } length ? SplitFixed(whole, length) : SplitByShots(whole, request.MinSec, clips);

    private static List<TimeRange> SplitFixed(TimeRange whole, double length)
    {
        var segments = new List<TimeRange>();
        for (var i = 0; whole.StartSec + i * length < whole.EndSec - Tolerance; i++)
        {
            var start = whole.StartSec + i * length;
            segments.Add(new(start, Math.Min(start + length, whole.EndSec)));
        }
        // A range that is too short as a whole is still one segment.
        if (segments.Count > 1 && segments[^1].DurationSec < Math.Min(MinRemainderSec, length) - Tolerance)
        {
            segments.RemoveAt(segments.Count - 1);
        }

        return segments;
    }

    // Clips are joined until they are long enough; a remainder that is too short joins the segment before.
    private static List<TimeRange> SplitByShots(TimeRange whole, double minSec, IReadOnlyList<Clip> clips)
    {
        var segments = new List<TimeRange>();
        var start = whole.StartSec;
        foreach (
            var end in clips.Select(c => c.EndSec).Where(end => end > whole.StartSec && end < whole.EndSec - Tolerance).Append(whole.EndSec)
        )
        {
            if (end - start < minSec - Tolerance && end < whole.EndSec)
            {
                continue;
            }

            if (end - start < minSec - Tolerance && segments.Count > 0)
            {
                segments[^1] = segments[^1].Union(new(start, end));
            }
            else
            {
                segments.Add(new(start, end));
            }

            start = end;
        }
        return segments;
    }
}
