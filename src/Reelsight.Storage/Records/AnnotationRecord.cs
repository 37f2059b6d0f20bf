namespace Reelsight.Storage.Records;

/// <summary>An annotation: a label on a half-open range of frames of a video, with the time stamps and seconds of its ends.</summary>
public sealed record AnnotationRecord
{
    /// <summary>Proposed by a model and not reviewed yet.</summary>
    public const string Proposed = "proposed";

    /// <summary>Created or confirmed by a person.</summary>
    public const string Accepted = "accepted";

    /// <summary>Rejected by a person; kept, so that it is not proposed again.</summary>
    public const string Rejected = "rejected";

    /// <summary>Created by a person.</summary>
    public const string FromPerson = "person";

    /// <summary>Created by a model.</summary>
    public const string FromModel = "model";

    /// <summary>Imported from a file.</summary>
    public const string FromImport = "import";

    /// <summary>Unique.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>The client's own id, unique within the set: a repeated request with the same id creates no second annotation.</summary>
    public string? ClientId { get; init; }

    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The label.</summary>
    public required string LabelId { get; init; }

    /// <summary>The row of the timeline, from 0.</summary>
    public int Track { get; init; }

    /// <summary>First frame, inclusive.</summary>
    public required long StartFrame { get; init; }

    /// <summary>End frame, exclusive.</summary>
    public required long EndFrame { get; init; }

    /// <summary>Time stamp of <see cref="StartFrame"/>, raw.</summary>
    public required long StartPts { get; init; }

    /// <summary>Time stamp of <see cref="EndFrame"/>, raw.</summary>
    public required long EndPts { get; init; }

    /// <summary>Seconds of <see cref="StartFrame"/>.</summary>
    public required double StartSec { get; init; }

    /// <summary>Seconds of <see cref="EndFrame"/>.</summary>
    public required double EndSec { get; init; }

    /// <summary><see cref="Proposed"/>, <see cref="Accepted"/> or <see cref="Rejected"/>.</summary>
    public required string State { get; init; }

    /// <summary>The reviewer; null for a proposal that anybody may review.</summary>
    public string? Reviewer { get; init; }

    /// <summary><see cref="FromPerson"/>, <see cref="FromModel"/> or <see cref="FromImport"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the model or of the import format.</summary>
    public string? Model { get; init; }

    /// <summary>Version of the model.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The auto-labelling run that proposed it.</summary>
    public string? RunId { get; init; }

    /// <summary>The model's confidence, 0-1, or null.</summary>
    public double? Confidence { get; init; }

    /// <summary>A flat JSON object: the label's attributes by name.</summary>
    public string? AttributesJson { get; init; }

    /// <summary>The reviewer's note.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Bounding boxes at key frames, in order; in between they are interpolated linearly. Empty for an annotation without boxes.
    /// </summary>
    public IReadOnlyList<BoxKeyframe> Boxes { get; init; } = [];

    /// <summary>The evidence for a proposal.</summary>
    public IReadOnlyList<AnnotationEvidence> Evidence { get; init; } = [];

    /// <summary>Revision of the edit that created it.</summary>
    public long CreatedRevision { get; init; }

    /// <summary>Revision of the edit that last changed it.</summary>
    public long Revision { get; init; }

    /// <summary>Whether it was deleted; it is kept, so that clients can learn about it.</summary>
    public bool Deleted { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is a proposal that nobody has reviewed or changed.</summary>
    public bool IsUntouched => Source == FromModel && State == Proposed && Revision == CreatedRevision;
}
