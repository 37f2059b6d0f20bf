namespace Reelsight.Storage.Records;

/// <summary>A label on a stretch of a video: half-open in frames, with the time stamps and seconds of the same edges.</summary>
public sealed record AnnotationRecord
{
    /// <summary>Made by a machine and not judged yet.</summary>
    public const string Proposed = "proposed";

    /// <summary>Made or confirmed by a person.</summary>
    public const string Accepted = "accepted";

    /// <summary>Found wrong by a person; kept, so that it is not proposed again.</summary>
    public const string Rejected = "rejected";

    /// <summary>Made by a person.</summary>
    public const string FromPerson = "person";

    /// <summary>Made by a model.</summary>
    public const string FromModel = "model";

    /// <summary>Came in a file.</summary>
    public const string FromImport = "import";

    /// <summary>Unique.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>The caller's own id, unique within the set: asking again for the same one makes no second.</summary>
    public string? ClientId { get; init; }

    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The label.</summary>
    public required string LabelId { get; init; }

    /// <summary>The row of the timeline that it lies on, from 0.</summary>
    public int Track { get; init; }

    /// <summary>First frame inside.</summary>
    public required long StartFrame { get; init; }

    /// <summary>First frame after.</summary>
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

    /// <summary>Whose judgement it is; null for a proposal that anybody may take up.</summary>
    public string? Reviewer { get; init; }

    /// <summary><see cref="FromPerson"/>, <see cref="FromModel"/> or <see cref="FromImport"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the model or the format that it comes from.</summary>
    public string? Model { get; init; }

    /// <summary>Version of that.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The auto-labelling run that it comes from.</summary>
    public string? RunId { get; init; }

    /// <summary>The model's own confidence, 0-1, or absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>A flat JSON object: the label's attributes by name.</summary>
    public string? AttributesJson { get; init; }

    /// <summary>What the reviewer remarked.</summary>
    public string? Note { get; init; }

    /// <summary>Where the thing is, at key frames in order; between two, in a straight line. Empty for a stretch without a box.</summary>
    public IReadOnlyList<BoxKeyframe> Boxes { get; init; } = [];

    /// <summary>What a proposal rests on.</summary>
    public IReadOnlyList<AnnotationEvidence> Evidence { get; init; } = [];

    /// <summary>The edit that it was made by.</summary>
    public long CreatedRevision { get; init; }

    /// <summary>The edit that it was last changed by.</summary>
    public long Revision { get; init; }

    /// <summary>Gone, and remembered for those who ask what changed.</summary>
    public bool Deleted { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>A proposal that nobody has looked at or changed.</summary>
    public bool IsUntouched => Source == FromModel && State == Proposed && Revision == CreatedRevision;
}
