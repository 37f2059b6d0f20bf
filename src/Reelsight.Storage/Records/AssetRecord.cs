using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>An uploaded or fetched media file. Immutable bytes, addressed by content hash once they are complete.</summary>
public sealed record AssetRecord
{
    /// <summary>24 lower-case hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>How the bytes arrive.</summary>
    public required AssetMethod Method { get; init; }

    /// <summary>State.</summary>
    public required AssetStatus Status { get; init; }

    /// <summary>Name shown to people, never used as a path.</summary>
    public required string Filename { get; init; }

    /// <summary>MIME type; a guess from the name until the file is probed.</summary>
    public required string FileType { get; init; }

    /// <summary>Where to fetch from, for <see cref="AssetMethod.Url"/>.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex; absent until they are complete.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Seconds; absent for images and before the probe.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Frames per second (average); absent without video.</summary>
    public double? Fps { get; init; }

    /// <summary>Displayed width in pixels, after rotation.</summary>
    public int? Width { get; init; }

    /// <summary>Displayed height in pixels, after rotation.</summary>
    public int? Height { get; init; }

    /// <summary>The result of the probe, as the API's <c>technical_metadata</c> object in JSON.</summary>
    public string? TechnicalMetadataJson { get; init; }

    /// <summary>Flat object of string, number and boolean values in JSON.</summary>
    public string? UserMetadataJson { get; init; }

    /// <summary>State of the asset's HLS stream.</summary>
    public ArtefactStatus Hls { get; init; }

    /// <summary>State of the asset's thumbnail.</summary>
    public ArtefactStatus Thumbnail { get; init; }

    /// <summary>Set when <see cref="Status"/> is <see cref="AssetStatus.Failed"/>.</summary>
    public Failure? Failure { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
