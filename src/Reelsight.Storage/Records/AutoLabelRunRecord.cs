using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

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
