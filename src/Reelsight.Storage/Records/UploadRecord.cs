using System.Text.Json.Serialization;
using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>
/// A multipart upload: a file announced with its size, then sent in chunks that may arrive in any order. All chunks but the last have the
/// same size; they are numbered from 1. The asset is created once every chunk was reported.
/// </summary>
public sealed record UploadRecord : IResource
{
    /// <summary>Chunks may be sent and reported until <see cref="ExpiresAt"/>.</summary>
    public const string Active = "active";

    /// <summary>Every chunk was reported; the asset is or was being prepared.</summary>
    public const string Completed = "completed";

    /// <summary>The chunks could not be assembled.</summary>
    public const string Failed = "failed";

    /// <summary>How long chunks may be sent after an upload was announced.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The id that the asset will have.</summary>
    public required string AssetId { get; init; }

    /// <summary>Name of the file.</summary>
    public required string Filename { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Bytes of each chunk but the last.</summary>
    public required int ChunkBytes { get; init; }

    /// <summary>Whether to create a stream of the asset.</summary>
    public bool Hls { get; init; }

    /// <summary>Whether to create a thumbnail of the asset.</summary>
    public bool Thumbnail { get; init; }

    /// <summary>User metadata of the asset, JSON text or null.</summary>
    public string? UserMetadataJson { get; init; }

    /// <summary>
    /// <see cref="Active"/>, <see cref="Completed"/> or <see cref="Failed"/>. Expiry is not a state; it follows from the time.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The chunks that were reported, each once, by number.</summary>
    public IReadOnlyList<ReportedChunk> Reported { get; init; } = [];

    /// <summary>When no more chunks are accepted; UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Number of chunks.</summary>
    [JsonIgnore]
    public int ChunkCount => (int)((TotalBytes + ChunkBytes - 1) / ChunkBytes);

    /// <summary>Bytes of one chunk.</summary>
    /// <param name="index">From 1.</param>
    public int GetChunkBytes(int index) => index < ChunkCount ? ChunkBytes : (int)(TotalBytes - (ChunkCount - 1L) * ChunkBytes);

    string? IResource.ParentId => null;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => [AssetId];
}
