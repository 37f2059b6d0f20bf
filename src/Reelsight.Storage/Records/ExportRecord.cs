using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>An export of a dataset to a file.</summary>
public sealed record ExportRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>Name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>What is exported.</summary>
    public required ExportRequest Request { get; init; }

    /// <summary>Size of the file in bytes; absent until it is written.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Number of images in it.</summary>
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
