using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>
/// Why an asset could not be transcribed; deleted with the asset. A successful transcription is a stage output and has no record.
/// </summary>
public sealed record FailedTranscriptionRecord : IResource
{
    /// <summary>The id of the record of an asset.</summary>
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
