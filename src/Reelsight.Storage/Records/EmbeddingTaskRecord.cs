using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>A task that embeds audio or a video. The embeddings are a stage output of the media content.</summary>
public sealed record EmbeddingTaskRecord : IResource
{
    /// <summary>Waiting or being worked on.</summary>
    public const string Processing = "processing";

    /// <summary>The embeddings are available.</summary>
    public const string Ready = "ready";

    /// <summary>Given up; the reason is kept.</summary>
    public const string Failed = "failed";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>Which of the two families of operations it belongs to: <c>embed</c> or <c>embed-v2</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The model name as requested.</summary>
    public required string ModelName { get; init; }

    /// <summary>What to embed.</summary>
    public required EmbeddingRequest Request { get; init; }

    /// <summary>Where to fetch from, when it came as a URL.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Name of the file, when it was sent with the request or is an asset.</summary>
    public string? Filename { get; init; }

    /// <summary>SHA-256 of the bytes; absent until they have arrived, and again after a failure.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Seconds; absent until the media was probed.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Version of the stage output with the embeddings; set when <see cref="State"/> is <see cref="Ready"/>.</summary>
    public string? OutputVersion { get; init; }

    /// <summary>Set when <see cref="State"/> is <see cref="Failed"/>.</summary>
    public Failure? Failure { get; init; }

    /// <summary><see cref="Processing"/>, <see cref="Ready"/> or <see cref="Failed"/>.</summary>
    public required string State { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => ContentHash is null ? [] : [ContentHash];
}
