using System.Text.Json;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;

namespace Reelsight.Server.Analyze;

/// <summary>The answer of <c>/analyze</c>. <c>evidence</c> goes beyond the v1.3 contract.</summary>
internal sealed record AnalyzeView(string Id, string Data, string FinishReason, TokensView Usage, NoticeView? Error, IReadOnlyList<EvidenceView> Evidence);

/// <summary>Tokens by the rule of this server.</summary>
internal sealed record TokensView(int OutputTokens, int? InputTokens);

/// <summary>Why an answer is not whole.</summary>
internal sealed record NoticeView(string Message)
{
    internal static NoticeView? Of(string? notice) => notice is null ? null : new(notice);
}

/// <summary>A statement of the answer, or the path of a value in it, with the facts that support it; without facts it says what is not known.</summary>
internal sealed record EvidenceView(string Claim, IReadOnlyList<FactView> Facts)
{
    private const int MostClaims = 200, MostFacts = 20;

    internal static IReadOnlyList<EvidenceView> Of(IEnumerable<Claim> claims) =>
        [.. claims.Take(MostClaims).Select(c => new EvidenceView(c.Text, [.. c.Facts.Take(MostFacts).Select(FactView.Of)]))];
}

/// <summary>Something that is known of the video: what, when (seconds, half-open), by which source, and how sure its model was.</summary>
internal sealed record FactView(string Kind, string Text, double StartSec, double EndSec, string Source, double? Confidence)
{
    internal static FactView Of(Fact fact) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(fact.Kind.ToString()), fact.Text, Math.Round(fact.StartSec, 3), Math.Round(fact.EndSec, 3), fact.Source,
        fact.Confidence is { } confidence ? Math.Round(confidence, 3) : null);
}

/// <summary>A line of a streamed answer.</summary>
internal sealed record StreamEvent(string EventType)
{
    public StreamMetadata? Metadata { get; init; }
    public string? Text { get; init; }
    public string? FinishReason { get; init; }
    public NoticeView? Error { get; init; }
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }
}

/// <summary>What a streamed answer says of itself.</summary>
internal sealed record StreamMetadata(string GenerationId, TokensView? Usage = null);
