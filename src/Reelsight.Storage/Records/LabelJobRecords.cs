namespace Reelsight.Storage;

/// <summary>The states of work on a label set in the background.</summary>
public static class LabelJobStates
{
    /// <summary>Waiting for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>Being worked on.</summary>
    public const string Processing = "processing";

    /// <summary>Done.</summary>
    public const string Ready = "ready";

    /// <summary>Given up; the reason is kept.</summary>
    public const string Failed = "failed";

    /// <summary>Stopped by its owner; what was done stays.</summary>
    public const string Canceled = "canceled";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Processing, Ready, Failed, Canceled];

    /// <summary>Whether nothing more will happen.</summary>
    public static bool HasEnded(string state) => state is Ready or Failed or Canceled;
}

/// <summary>One pass of auto-labelling: some labels of a set over some videos.</summary>
public sealed record AutoLabelRunRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>Its version when the run was asked for.</summary>
    public required int LabelSetVersion { get; init; }

    /// <summary>What to look for.</summary>
    public required IReadOnlyList<string> LabelIds { get; init; }

    /// <summary>Where.</summary>
    public required IReadOnlyList<string> VideoIds { get; init; }

    /// <summary>Whose proposals they become; null for anybody's.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Proposals that are less sure are left out, 0-1.</summary>
    public double MinConfidence { get; init; }

    /// <summary>The row of the timeline for the proposals.</summary>
    public int Track { get; init; }

    /// <summary>Seconds of footage in all.</summary>
    public required double FootageSec { get; init; }

    /// <summary>Videos that are done.</summary>
    public int VideosDone { get; init; }

    /// <summary>Proposals made.</summary>
    public int Proposals { get; init; }

    /// <summary>Untouched proposals of earlier runs that were replaced.</summary>
    public int Replaced { get; init; }

    /// <summary>One of <see cref="LabelJobStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Set when it failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When work began; UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => LabelSetId;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => [];
}

/// <summary>A data set that is written to a file.</summary>
public sealed record ExportRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>The format's name.</summary>
    public required string Format { get; init; }

    /// <summary>What to write.</summary>
    public required ExportRequest Request { get; init; }

    /// <summary>Bytes of the file; absent until it is there.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Pictures in it.</summary>
    public int Frames { get; init; }

    /// <summary>One of <see cref="LabelJobStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Set when it failed.</summary>
    public Failure? Failure { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => LabelSetId;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => [];
}

/// <summary>What of a data set is written, and how.</summary>
public sealed record ExportRequest
{
    /// <summary>Of these videos; null for all with annotations.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>In these states.</summary>
    public IReadOnlyList<string> States { get; init; } = [AnnotationRecord.Accepted];

    /// <summary>Of this reviewer; null for everybody's.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Whether pictures are written too.</summary>
    public bool Frames { get; init; }

    /// <summary>Seconds between two pictures of one annotation.</summary>
    public double FrameEverySec { get; init; } = 1;

    /// <summary>Shares of the videos that go to train, val and test.</summary>
    public IReadOnlyList<double> Splits { get; init; } = [1, 0, 0];

    /// <summary>Decides which video goes where.</summary>
    public int Seed { get; init; }
}
