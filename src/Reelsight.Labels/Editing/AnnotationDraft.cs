using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Taxonomy;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>A new annotation as a person or a program asks for it. What a model found begins as a proposal.</summary>
public sealed record AnnotationDraft
{
    private const int MaxClientIdLength = 100;

    /// <summary>An id of 1-100 characters that the caller chose, by which the annotation is recognised; null for none.</summary>
    public string? ClientId { get; init; }

    /// <summary>The video that it is about.</summary>
    public required string VideoId { get; init; }

    /// <summary>Label, edges, state and the other values that can be changed later, too.</summary>
    public required AnnotationPatch Values { get; init; }

    /// <summary>person (when null), model or import.</summary>
    public string? Source { get; init; }

    /// <summary>The model that found it; required for the source model.</summary>
    public string? Model { get; init; }

    /// <summary>The version of the model.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The model's confidence, 0-1.</summary>
    public double? Confidence { get; init; }

    /// <summary>What it rests on.</summary>
    public IReadOnlyList<AnnotationEvidence> Evidence { get; init; } = [];

    /// <summary>The checked record; not stored yet.</summary>
    /// <param name="set">The label set.</param>
    /// <param name="map">The frames of the video.</param>
    /// <param name="reviewer">Who makes it.</param>
    /// <param name="id">Its id.</param>
    /// <param name="now">The instant of its making.</param>
    /// <exception cref="DomainException">A value is absent or not allowed, or the set has no such label.</exception>
    public AnnotationRecord ToRecord(LabelSetRecord set, FrameMap map, string? reviewer, string id, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(Values.LabelId))
        {
            throw DomainErrors.Missing("label_id");
        }

        if (ClientId is { Length: 0 or > MaxClientIdLength })
        {
            throw new LabelValidationException($"The parameter client_id must have 1 to {MaxClientIdLength} letters.");
        }

        if (Confidence is < 0 or > 1)
        {
            throw new LabelValidationException("The parameter confidence must be a number from 0 to 1.");
        }

        var source = Source ?? AnnotationRecord.FromPerson;
        if (source is not (AnnotationRecord.FromPerson or AnnotationRecord.FromModel or AnnotationRecord.FromImport))
        {
            throw new LabelValidationException("The parameter source must be one of person, model, import.");
        }

        if (source == AnnotationRecord.FromModel && string.IsNullOrWhiteSpace(Model))
        {
            throw DomainErrors.Missing("model");
        }

        var label = TaxonomyRules.Find(set.Labels, Values.LabelId) ?? throw DomainErrors.NotFound("label", Values.LabelId);
        var (start, end) = AnnotationIntervals.ResolveFrames(map, Values.StartFrame, Values.EndFrame, Values.StartSec, Values.EndSec);
        var state = Values.State ?? (source == AnnotationRecord.FromModel ? AnnotationRecord.Proposed : AnnotationRecord.Accepted);
        var record = new AnnotationRecord
        {
            Id = id,
            TenantId = set.TenantId,
            LabelSetId = set.Id,
            ClientId = ClientId,
            VideoId = VideoId,
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
            Evidence = Evidence,
            CreatedAt = now,
            UpdatedAt = now,
        }.WithFrames(map, start, end);
        var remaining = Values with { StartFrame = null, EndFrame = null, StartSec = null, EndSec = null };
        return remaining.Apply(record, set, map);
    }
}
