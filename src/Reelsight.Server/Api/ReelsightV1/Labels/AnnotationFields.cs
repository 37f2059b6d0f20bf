using System.Text.Json;
using Reelsight.Core.Time;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Taxonomy;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// What of an annotation can be set; absent fields keep what is there. Edges are given in frames, or in seconds that go to the nearest edge
/// of a frame.
/// </summary>
internal record AnnotationFields
{
    /// <summary>A label of the set, by id or by name.</summary>
    public string? LabelId { get; init; }
    public int? Track { get; init; }
    public long? StartFrame { get; init; }
    public long? EndFrame { get; init; }
    public double? StartSec { get; init; }
    public double? EndSec { get; init; }

    [OneOf("proposed", "accepted", "rejected")]
    public string? State { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>An empty text deletes it.</summary>
    public string? Note { get; init; }

    /// <summary>Replaces all key frames.</summary>
    public IReadOnlyList<BoxView>? Boxes { get; init; }

    private const int MaxTracks = 100,
        MaxNoteLength = 4000;

    /// <summary>The annotation with these fields set. A stretch that shrinks keeps the boxes that still lie in it.</summary>
    internal AnnotationRecord Apply(AnnotationRecord annotation, LabelSetRecord set, FrameMap map)
    {
        var label = TaxonomyRules.Find(set.Labels, LabelId ?? annotation.LabelId)
            ?? throw Fail.NotFound("label", LabelId ?? annotation.LabelId);
        if (Track is < 0 or >= MaxTracks)
        {
            throw Fail.Invalid($"The parameter track must be a whole number from 0 to {MaxTracks - 1}.");
        }

        if (State is not (null or AnnotationRecord.Proposed or AnnotationRecord.Accepted or AnnotationRecord.Rejected))
        {
            throw Fail.Invalid("The parameter state must be one of proposed, accepted, rejected.");
        }

        if (Note?.Length > MaxNoteLength)
        {
            throw Fail.Invalid($"The parameter note must have at most {MaxNoteLength} letters.");
        }

        if (StartFrame is not null || EndFrame is not null || StartSec is not null || EndSec is not null)
        {
            var inFrames = StartFrame is not null || EndFrame is not null;
            var (start, end) = inFrames
                ? AnnotationIntervals.ResolveFrames(map, StartFrame ?? annotation.StartFrame, EndFrame ?? annotation.EndFrame, null, null)
                : AnnotationIntervals.ResolveFrames(map, null, null, StartSec ?? annotation.StartSec, EndSec ?? annotation.EndSec);
            annotation = annotation.WithFrames(map, start, end) with { Boxes = BoxTracks.Slice(annotation.Boxes, start, end) };
        }
        return annotation with
        {
            LabelId = label.Id,
            Track = Track ?? annotation.Track,
            State = State ?? annotation.State,
            AttributesJson =
                Attributes is not null ? Reelsight.Labels.Taxonomy.LabelAttributeValues.Serialize(label, Attributes)
                : label.Id == annotation.LabelId ? annotation.AttributesJson
                : null,
            Note =
                Note is null ? annotation.Note
                : Note.Length == 0 ? null
                : Note,
            Boxes = Boxes is null
                ? annotation.Boxes
                : BoxTracks.Validate(
                    [.. Boxes.Select(b => new BoxKeyframe(b.Frame, b.X, b.Y, b.Width, b.Height, b.Manual))],
                    annotation.StartFrame,
                    annotation.EndFrame
                ),
        };
    }
}

/// <summary>
/// A new annotation. With a <c>client_id</c> (1-100 letters, chosen by the caller) it is made once, however often it is sent. A program
/// that brings its own model's findings says <c>source: model</c> and names the model; these begin as proposals.
/// </summary>
internal sealed record NewAnnotation : AnnotationFields
{
    public string? ClientId { get; init; }
    public string? VideoId { get; init; }

    [OneOf("person", "model", "import")]
    public string? Source { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public double? Confidence { get; init; }
    public IReadOnlyList<FactView>? Evidence { get; init; }

    private const int MaxClientIdLength = 100;

    /// <summary>The record, checked; not stored yet.</summary>
    internal AnnotationRecord ToRecord(LabelSetRecord set, FrameMap map, string? reviewer, string id, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(LabelId))
        {
            throw Fail.Missing("label_id");
        }

        if (ClientId is { Length: 0 or > MaxClientIdLength })
        {
            throw Fail.Invalid($"The parameter client_id must have 1 to {MaxClientIdLength} letters.");
        }

        if (Confidence is < 0 or > 1)
        {
            throw Fail.Invalid("The parameter confidence must be a number from 0 to 1.");
        }

        var source = Source ?? AnnotationRecord.FromPerson;
        if (source is not (AnnotationRecord.FromPerson or AnnotationRecord.FromModel or AnnotationRecord.FromImport))
        {
            throw Fail.Invalid("The parameter source must be one of person, model, import.");
        }

        if (source == AnnotationRecord.FromModel && string.IsNullOrWhiteSpace(Model))
        {
            throw Fail.Missing("model");
        }

        var label = TaxonomyRules.Find(set.Labels, LabelId) ?? throw Fail.NotFound("label", LabelId);
        var (start, end) = AnnotationIntervals.ResolveFrames(map, StartFrame, EndFrame, StartSec, EndSec);
        var state = State ?? (source == AnnotationRecord.FromModel ? AnnotationRecord.Proposed : AnnotationRecord.Accepted);
        var made = new AnnotationRecord
        {
            Id = id,
            TenantId = set.TenantId,
            LabelSetId = set.Id,
            ClientId = ClientId,
            VideoId = VideoId!,
            LabelId = label.Id,
            StartFrame = start,
            EndFrame = end,
            StartPts = 0,
            EndPts = 0,
            StartSec = 0,
            EndSec = 0,
            State = state,
            Reviewer = state == AnnotationRecord.Proposed ? null : reviewer,
            Source = source,
            Model = Model,
            ModelVersion = ModelVersion,
            Confidence = Confidence,
            Evidence =
            [
                .. (Evidence ?? []).Select(e => new AnnotationEvidence(e.Kind, e.Text, e.StartSec, e.EndSec, e.Source, e.Confidence)),
            ],
            CreatedAt = now,
            UpdatedAt = now,
        };
        return (this with { StartFrame = null, EndFrame = null, StartSec = null, EndSec = null }).Apply(
            made.WithFrames(map, start, end),
            set,
            map
        );
    }
}

/// <summary>A change of one annotation among many.</summary>
internal sealed record AnnotationChangeBody : AnnotationFields
{
    public string? AnnotationId { get; init; }

    /// <summary>The revision that the change was made from; when it is no longer the present one, nothing is changed (409).</summary>
    public long? Revision { get; init; }
}

/// <summary>An annotation to delete.</summary>
internal sealed record AnnotationDeletionBody(string? AnnotationId, long? Revision);
