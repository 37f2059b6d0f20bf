namespace Reelsight.Storage;

/// <summary>The answer of an analysis.</summary>
/// <param name="GenerationId">Names the answer.</param>
/// <param name="Data">Text, or JSON as text.</param>
/// <param name="FinishReason"><c>stop</c> or <c>length</c>.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Notice">Why the answer is not whole, when it is not.</param>
/// <param name="EvidenceJson">What the answer rests on, as the API shows it.</param>
/// <param name="GenerationJson">Who wrote it, as the API shows it; null where there is no choice.</param>
public sealed record AnalyzeResult(
    string GenerationId,
    string Data,
    string FinishReason,
    int InputTokens,
    int OutputTokens,
    string? Notice,
    string EvidenceJson,
    string? GenerationJson = null
);

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

    /// <summary>Where the video is fetched from, when it is.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>The asset, when it is one.</summary>
    public string? AssetId { get; init; }

    /// <summary>SHA-256 of bytes that were sent along: kept as long as the task.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What is asked, as JSON in the API's form, without the media.</summary>
    public required string RequestJson { get; init; }

    /// <summary>
    /// What pictures that the request refers to were found to show, as the analyst writes it down, by where they are in it; null when there
    /// are none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? References { get; init; }

    /// <summary>Seconds; null until the video was opened.</summary>
    public double? DurationSec { get; init; }

    /// <summary>The answer, when ready.</summary>
    public AnalyzeResult? Result { get; init; }

    /// <summary>Why it failed, when it did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When it came to an end; UTC.</summary>
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

/// <summary>Many analyses that were asked for at once; each is an <see cref="AnalyzeTaskRecord"/> of it.</summary>
public sealed record AnalyzeBatchRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary><c>pending</c>, <c>processing</c>, <c>canceling</c>, <c>canceled</c>, <c>completed</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>general</c> or <c>time_based_metadata</c>.</summary>
    public required string AnalysisMode { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>Its tasks, in the order of the requests.</summary>
    public required IReadOnlyList<string> TaskIds { get; init; }

    /// <summary>When what has not begun is given up; UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it completed, was canceled or expired; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => Status is "completed" or "canceled" or "expired";

    string? IResource.ParentId => null;
    string? IResource.Name => null;
    string? IResource.State => Status;
    IReadOnlyList<string> IResource.Links => [];
}
