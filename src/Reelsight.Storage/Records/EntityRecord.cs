using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>Somebody or something that searches can name, known by pictures.</summary>
public sealed record EntityRecord : IResource
{
    /// <summary>The pictures are still being looked at.</summary>
    public const string Processing = "processing";

    /// <summary>Searches can name it.</summary>
    public const string Ready = "ready";

    /// <summary>Why an entity waits whose last picture was deleted.</summary>
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

    /// <summary>The pictures that show it; none only when the last one was deleted.</summary>
    public required IReadOnlyList<string> AssetIds { get; init; }

    /// <summary><see cref="Processing"/> or <see cref="Ready"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it cannot become ready, or null: names the picture that cannot be looked at.</summary>
    public Failure? Failure { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => CollectionId;
    IReadOnlyList<string> IResource.Links => AssetIds;
}
