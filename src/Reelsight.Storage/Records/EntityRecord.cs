using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>An entity: a person or thing that queries can refer to, known by its images.</summary>
public sealed record EntityRecord : IResource
{
    /// <summary>The images are still being described.</summary>
    public const string Processing = "processing";

    /// <summary>Queries can refer to it.</summary>
    public const string Ready = "ready";

    /// <summary>The failure of an entity whose last image was deleted.</summary>
    public static readonly Failure NoImagesFailure = new(
        "asset_unavailable",
        "The last asset of this entity was deleted. Add assets that show it."
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The collection it belongs to.</summary>
    public required string CollectionId { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, or null.</summary>
    public string? Description { get; init; }

    /// <summary>A flat JSON object, or null.</summary>
    public string? MetadataJson { get; init; }

    /// <summary>The assets of its images; empty only when the last one was deleted.</summary>
    public required IReadOnlyList<string> AssetIds { get; init; }

    /// <summary><see cref="Processing"/> or <see cref="Ready"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it cannot become ready, or null; names the image that cannot be used.</summary>
    public Failure? Failure { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => CollectionId;
    IReadOnlyList<string> IResource.Links => AssetIds;
}
