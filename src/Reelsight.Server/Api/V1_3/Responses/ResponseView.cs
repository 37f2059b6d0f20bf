using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Analyze;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>A response on the wire.</summary>
internal sealed record ResponseView
{
    public required string Id { get; init; }
    public string Type { get; } = "response";
    public string Object { get; } = "response";
    public required string Status { get; init; }

    /// <summary>Always null: answers are never cut off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public object? IncompleteDetails { get; }
    public required string SessionId { get; init; }
    public required string KnowledgeStoreId { get; init; }
    public required IReadOnlyList<OutputItemView> Output { get; init; }
    public UsageView? Usage { get; init; }

    /// <summary>Who wrote the answer, where an endpoint is set up; beyond the v1.3 contract.</summary>
    public GenerationView? Generation { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// What a response cost, by the rule that counts tokens here (question, guidance and what the tools gave back; the answer), or by the
/// endpoint's own.
/// </summary>
internal sealed record UsageView(int InputTokens, int OutputTokens);

/// <summary>A message, a use of a tool, or what the tool gave back.</summary>
internal sealed record OutputItemView
{
    public required string Type { get; init; }
    public required string Id { get; init; }
    public required string Status { get; init; }
    public string? Role { get; init; }
    public string? Phase { get; init; }
    public IReadOnlyList<ContentPartView>? Content { get; init; }
    public string? Name { get; init; }
    public string? CallId { get; init; }
    public string? Arguments { get; init; }
    public string? Output { get; init; }
}

/// <summary>The text of a message. Clients cannot read one without annotations, so there is a list of them even when it is empty.</summary>
internal sealed record ContentPartView(string Text, IReadOnlyList<AnnotationView> Annotations)
{
    public string Type { get; } = "output_text";
}

/// <summary>
/// Ties a marker in the text to what it cites. Title and URLs are there even when they are null; times are absent when they do not apply.
/// </summary>
internal sealed record AnnotationView
{
    public required string Type { get; init; }

    /// <summary>Code points from the start of the text.</summary>
    public required int StartIndex { get; init; }

    /// <summary>Inclusive.</summary>
    public required int EndIndex { get; init; }
    public required string ItemId { get; init; }
    public double? StartSec { get; init; }
    public double? EndSec { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ThumbnailUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? HlsUrl { get; init; }
}

/// <summary>An event of a streamed response; which fields there are depends on the type.</summary>
internal sealed record ResponseEventView(string Type)
{
    public int SequenceNumber { get; init; }
    public ResponseView? Response { get; init; }
    public int? OutputIndex { get; init; }
    public OutputItemView? Item { get; init; }
    public string? ItemId { get; init; }
    public int? ContentIndex { get; init; }
    public ContentPartView? Part { get; init; }
    public string? Delta { get; init; }
    public string? Text { get; init; }
    public string? Arguments { get; init; }
}
