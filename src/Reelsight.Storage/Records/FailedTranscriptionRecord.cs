using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>
/// Why an asset could not be transcribed. What was heard is a stage's output and needs no record; it goes with the asset.
/// </summary>
public sealed record FailedTranscriptionRecord : IResource
{
    /// <summary>The one id that an asset's record can have.</summary>
    public static string CreateId(string assetId) => $"transcription_{assetId}";

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The asset.</summary>
    public required string AssetId { get; init; }

    /// <summary>The reason.</summary>
    public required Failure Failure { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string IResource.Id => CreateId(AssetId);
    string? IResource.ParentId => null;
    string? IResource.Name => null;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [AssetId];
}
