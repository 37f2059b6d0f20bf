using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>
/// An asset in an index. The API shows the same record as "video" and as "indexed asset".
/// Media facts (duration, size in pixels, name) are those of the asset, copied so that lists and filters read one row.
/// </summary>
public sealed record VideoRecord
{
    /// <summary>24 lower-case hexadecimal digits; for an item of a knowledge store <c>ksi_</c> and a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The index it belongs to.</summary>
    public required string IndexId { get; init; }

    /// <summary>The asset whose bytes are indexed.</summary>
    public required string AssetId { get; init; }

    /// <summary>SHA-256 of the bytes; absent until they are complete.</summary>
    public string? ContentHash { get; init; }

    /// <summary>State.</summary>
    public required VideoStatus Status { get; init; }

    /// <summary>Name of the uploaded file.</summary>
    public required string Filename { get; init; }

    /// <summary>Title given by a person; absent until set.</summary>
    public string? Title { get; init; }

    /// <summary>Seconds; 0 until probed, and for images.</summary>
    public double DurationSec { get; init; }

    /// <summary>Average frames per second; 0 until probed.</summary>
    public double Fps { get; init; }

    /// <summary>Displayed width in pixels; 0 until probed.</summary>
    public int Width { get; init; }

    /// <summary>Displayed height in pixels; 0 until probed.</summary>
    public int Height { get; init; }

    /// <summary>Bytes; 0 until complete.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Whether a stream for browsers is kept.</summary>
    public bool EnableVideoStream { get; init; }

    /// <summary>State of the HLS stream.</summary>
    public ArtefactStatus Hls { get; init; }

    /// <summary>Flat object of string, number and boolean values in JSON.</summary>
    public string? UserMetadataJson { get; init; }

    /// <summary>Set when <see cref="Status"/> is <see cref="VideoStatus.Failed"/>.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When it became ready; UTC.</summary>
    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
