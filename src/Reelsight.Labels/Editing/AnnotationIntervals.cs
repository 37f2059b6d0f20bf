using System.Globalization;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>Puts annotations on frames, cuts them and joins them. Edges are always edges of frames.</summary>
public static class AnnotationIntervals
{
    /// <summary>
    /// The frames that an interval covers: as given, or those whose edges lie nearest to the seconds given; at least one frame, and none
    /// beyond the video.
    /// </summary>
    /// <exception cref="LabelValidationException">It is empty, not within the video, or not given.</exception>
    public static (long Start, long End) ResolveFrames(FrameMap map, long? startFrame, long? endFrame, double? startSec, double? endSec)
    {
        if (startFrame is { } first && endFrame is { } after)
        {
            if (first < 0 || after <= first || after > map.Count)
            {
                throw new LabelValidationException(
                    $"The parameters start_frame and end_frame must satisfy 0 <= start_frame < end_frame <= {map.Count}, the "
                        + $"number of frames of the video."
                );
            }

            return (first, after);
        }
        if (startSec is not { } from || endSec is not { } to)
        {
            throw new LabelValidationException("The parameters start_frame and end_frame, or start_sec and end_sec, are required.");
        }

        if (!double.IsFinite(from) || !double.IsFinite(to) || from < 0 || to <= from || from >= map.GetTimeSec(map.Count))
        {
            throw new LabelValidationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The parameters start_sec and end_sec must satisfy 0 <= start_sec < end_sec, and the stretch must begin "
                        + $"within the {map.GetTimeSec(map.Count):0.###} seconds of the video."
                )
            );
        }

        var start = Math.Min(map.GetNearestEdge(from), map.Count - 1);
        return (start, Math.Max(start + 1, map.GetNearestEdge(to)));
    }

    /// <summary>The annotation on other frames, with their time stamps and seconds.</summary>
    public static AnnotationRecord WithFrames(this AnnotationRecord annotation, FrameMap map, long start, long end) =>
        annotation with
        {
            StartFrame = start,
            EndFrame = end,
            StartPts = map.GetPts(start),
            EndPts = map.GetPts(end),
            StartSec = Math.Round(map.GetTimeSec(start), 6),
            EndSec = Math.Round(map.GetTimeSec(end), 6),
        };

    /// <summary>Two annotations of one: the first keeps its id, the second begins at a frame inside.</summary>
    /// <exception cref="LabelValidationException">The frame does not lie inside.</exception>
    public static (AnnotationRecord First, AnnotationRecord Second) Split(
        AnnotationRecord annotation,
        FrameMap map,
        long atFrame,
        string secondId
    )
    {
        if (atFrame <= annotation.StartFrame || atFrame >= annotation.EndFrame)
        {
            throw new LabelValidationException(
                $"The parameter at_frame must lie between {annotation.StartFrame + 1} and {annotation.EndFrame - 1}, inside the annotation."
            );
        }

        var first = annotation.WithFrames(map, annotation.StartFrame, atFrame);
        var second = annotation.WithFrames(map, atFrame, annotation.EndFrame) with { Id = secondId, ClientId = null };
        return (
            first with
            {
                Boxes = BoxTracks.Slice(annotation.Boxes, first.StartFrame, first.EndFrame),
                Evidence = EvidenceWithin(annotation, first),
            },
            second with
            {
                Boxes = BoxTracks.Slice(annotation.Boxes, second.StartFrame, second.EndFrame),
                Evidence = EvidenceWithin(annotation, second),
            }
        );
    }

    /// <summary>
    /// One annotation of several on the same video with the same label: from the first edge to the last. It keeps the id of the earliest,
    /// and a confidence only when all had the same: a merged interval is a person's, no model was asked about it.
    /// </summary>
    /// <exception cref="LabelValidationException">They are fewer than two or do not belong together.</exception>
    public static AnnotationRecord Merge(IReadOnlyList<AnnotationRecord> annotations, FrameMap map)
    {
        if (annotations.Count < 2)
        {
            throw new LabelValidationException("The parameter annotation_ids must name at least two annotations.");
        }

        var ordered = annotations.OrderBy(a => a.StartFrame).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        if (ordered.Exists(a => a.VideoId != ordered[0].VideoId || a.LabelId != ordered[0].LabelId))
        {
            throw new LabelValidationException(
                "The parameter annotation_ids must name annotations of one video with one label. Give them the same label first."
            );
        }

        return ordered[0].WithFrames(map, ordered[0].StartFrame, ordered.Max(a => a.EndFrame)) with
        {
            Confidence = ordered.DistinctBy(a => a.Confidence).Count() == 1 ? ordered[0].Confidence : null,
            Boxes = [.. ordered.SelectMany(a => a.Boxes).DistinctBy(b => b.Frame).OrderBy(b => b.Frame)],
            Evidence = [.. ordered.SelectMany(a => a.Evidence).Distinct()],
            Note = string.Join('\n', ordered.Select(a => a.Note).OfType<string>().Distinct()) is { Length: > 0 } note ? note : null,
        };
    }

    private static List<AnnotationEvidence> EvidenceWithin(AnnotationRecord whole, AnnotationRecord part) =>
        [.. whole.Evidence.Where(e => e.StartSec < part.EndSec && part.StartSec < e.EndSec)];
}
