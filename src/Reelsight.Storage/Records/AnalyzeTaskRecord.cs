using Reelsight.Core.Errors;

namespace Reelsight.Storage.Records;

/// <summary>A request to analyze a video in the background, alone or as an item of a batch (its parent).</summary>
public sealed record AnalyzeTaskRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The batch it belongs to, or null.</summary>
    public string? BatchId { get; init; }

    /// <summary>What the client calls it, or null.</summary>
    public string? CustomId { get; init; }

    /// <summary><c>queued</c>, <c>pending</c>, <c>processing</c>, <c>ready</c>, <c>failed</c>, or <c>canceled</c> in a batch.</summary>
    public required string Status { get; init; }

    /// <summary><c>general</c> or <c>time_based_metadata</c>.</summary>
    public required string AnalysisMode { get; init; }

    /// <summary><c>url</c>, <c>asset_id</c> or <c>base64_string</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>The URL that the video is fetched from, or null.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>The asset, or null.</summary>
    public string? AssetId { get; init; }

    /// <summary>SHA-256 of bytes sent with the request, kept as long as the task; or null.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The request as JSON in the API's form, without the media.</summary>
    public required string RequestJson { get; init; }

    /// <summary>
    /// What the images that the request refers to show, as the analyzer describes it, by their position in the request; null when there are
    /// none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? References { get; init; }

    /// <summary>Seconds; null until the video was opened.</summary>
    public double? DurationSec { get; init; }

    /// <summary>The result, when ready.</summary>
    public AnalyzeResult? Result { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When it ended; UTC.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => BatchId;
    string? IResource.Name => CustomId;
    string? IResource.State => Status;
    IReadOnlyList<string> IResource.Links => [.. new[] { AssetId, ContentHash }.OfType<string>()];
}
