using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Taxonomy;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>
/// Values to set on an annotation; those that are null stay as they are. Edges are given in frames, or in seconds that are rounded to the
/// nearest edge of a frame.
/// </summary>
public sealed record AnnotationPatch
{
    private const int MaxTracks = 100,
        MaxNoteLength = 4000;

    /// <summary>A label of the set, by id or by name.</summary>
    public string? LabelId { get; init; }

    /// <summary>The lane of the timeline, 0-99.</summary>
    public int? Track { get; init; }

    /// <summary>The first frame.</summary>
    public long? StartFrame { get; init; }

    /// <summary>The frame after the last.</summary>
    public long? EndFrame { get; init; }

    /// <summary>The start in seconds.</summary>
    public double? StartSec { get; init; }

    /// <summary>The end in seconds.</summary>
    public double? EndSec { get; init; }

    /// <summary>proposed, accepted or rejected.</summary>
    public string? State { get; init; }

    /// <summary>Values of the label's attributes, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>A remark; an empty text deletes it.</summary>
    public string? Note { get; init; }

    /// <summary>Key frames that replace all that are there.</summary>
    public IReadOnlyList<BoxKeyframe>? Boxes { get; init; }

    /// <summary>The annotation with these values set. An interval that shrinks keeps the boxes that still lie in it.</summary>
    /// <param name="annotation">The annotation as it is.</param>
    /// <param name="set">Its label set.</param>
    /// <param name="map">The frames of its video.</param>
    /// <exception cref="DomainException">A value is not allowed, or the set has no such label.</exception>
    public AnnotationRecord Apply(AnnotationRecord annotation, LabelSetRecord set, FrameMap map)
    {
        var label = TaxonomyRules.Find(set.Labels, LabelId ?? annotation.LabelId)
            ?? throw DomainErrors.NotFound("label", LabelId ?? annotation.LabelId);
        Validate();
        annotation = MoveEdges(annotation, map);
        return annotation with
        {
            LabelId = label.Id,
            Track = Track ?? annotation.Track,
            State = State ?? annotation.State,
            AttributesJson =
                Attributes is not null ? LabelAttributeValues.Serialize(label, Attributes)
                : label.Id == annotation.LabelId ? annotation.AttributesJson
                : null,
            Note =
                Note is null ? annotation.Note
                : Note.Length == 0 ? null
                : Note,
            Boxes = Boxes is null ? annotation.Boxes : BoxTracks.Validate(Boxes, annotation.StartFrame, annotation.EndFrame),
        };
    }

    private void Validate()
    {
        if (Track is < 0 or >= MaxTracks)
        {
            throw new LabelValidationException($"The parameter track must be a whole number from 0 to {MaxTracks - 1}.");
        }

        if (State is not (null or AnnotationRecord.Proposed or AnnotationRecord.Accepted or AnnotationRecord.Rejected))
        {
            throw new LabelValidationException("The parameter state must be one of proposed, accepted, rejected.");
        }

        if (Note?.Length > MaxNoteLength)
        {
            throw new LabelValidationException($"The parameter note must have at most {MaxNoteLength} letters.");
        }
    }

    private AnnotationRecord MoveEdges(AnnotationRecord annotation, FrameMap map)
    {
        var isInFrames = StartFrame is not null || EndFrame is not null;
        if (!isInFrames && StartSec is null && EndSec is null)
        {
            return annotation;
        }

        var (start, end) = isInFrames
            ? AnnotationIntervals.ResolveFrames(map, StartFrame ?? annotation.StartFrame, EndFrame ?? annotation.EndFrame, null, null)
            : AnnotationIntervals.ResolveFrames(map, null, null, StartSec ?? annotation.StartSec, EndSec ?? annotation.EndSec);
        return annotation.WithFrames(map, start, end) with { Boxes = BoxTracks.Slice(annotation.Boxes, start, end) };
    }
}
