using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>An auto-labelling run: proposes annotations with some labels of a set in some videos.</summary>
public sealed record AutoLabelRunRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>Version of the taxonomy when the run was requested.</summary>
    public required int LabelSetVersion { get; init; }

    /// <summary>The labels to propose.</summary>
    public required IReadOnlyList<string> LabelIds { get; init; }

    /// <summary>The videos to label.</summary>
    public required IReadOnlyList<string> VideoIds { get; init; }

    /// <summary>The reviewer of the proposals; null for anybody.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Minimum confidence of a proposal, 0-1.</summary>
    public double MinConfidence { get; init; }

    /// <summary>The row of the timeline for the proposals.</summary>
    public int Track { get; init; }

    /// <summary>Total duration of the videos in seconds.</summary>
    public required double FootageSec { get; init; }

    /// <summary>Number of videos done.</summary>
    public int VideosDone { get; init; }

    /// <summary>Videos that could not be labelled, because their originals are gone or damaged.</summary>
    public IReadOnlyList<string> SkippedVideoIds { get; init; } = [];

    /// <summary>Number of proposals created.</summary>
    public int Proposals { get; init; }

    /// <summary>Number of unreviewed proposals of earlier runs that were replaced.</summary>
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
