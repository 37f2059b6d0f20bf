using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>The answer of <c>/analyze</c>. <c>evidence</c> and <c>generation</c> go beyond the v1.3 contract.</summary>
internal sealed record AnalyzeView(
    string Id,
    string Data,
    string FinishReason,
    TokensView Usage,
    NoticeView? Error,
    IReadOnlyList<EvidenceView> Evidence,
    GenerationView? Generation
);

/// <summary>Tokens by the rule of this server.</summary>
internal sealed record TokensView(int OutputTokens, int? InputTokens);

/// <summary>Why an answer is not whole.</summary>
internal sealed record NoticeView(string Message)
{
    internal static NoticeView? From(string? notice) => notice is null ? null : new(notice);
}

/// <summary>
/// A statement of the answer, or the path of a value in it, with the facts that support it; without facts it says what is not known.
/// </summary>
internal sealed record EvidenceView(string Claim, IReadOnlyList<FactView> Facts)
{
    private const int MaxClaims = 200,
        MaxFacts = 20;

    internal static IReadOnlyList<EvidenceView> FromClaims(IEnumerable<Claim> claims) =>
        [.. claims.Take(MaxClaims).Select(c => new EvidenceView(c.Text, [.. c.Facts.Take(MaxFacts).Select(FactView.FromFact)]))];
}

/// <summary>Something that is known of the video: what, when (seconds, half-open), by which source, and how sure its model was.</summary>
internal sealed record FactView(string Kind, string Text, double StartSec, double EndSec, string Source, double? Confidence)
{
    /// <summary>The detector's label of the object that it is about.</summary>
    public string? Label { get; init; }

    /// <summary>What answers call that object: its label, or a more general word where the detector is not certain.</summary>
    public string? Name { get; init; }

    /// <summary>Tells objects apart: facts with the same number are about the same object.</summary>
    [JsonPropertyName("thing")]
    public int? ObjectNumber { get; init; }

    /// <summary>Where a movement leads, or over which edge something comes or goes.</summary>
    public string? Direction { get; init; }

    /// <summary>Colours of a visible object, the largest share first.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>How a visible person holds the body, in order of time; what cannot be told is missing.</summary>
    public IReadOnlyList<PostureView>? Postures { get; init; }

    /// <summary>Colours of what a visible person wears on the upper body, the largest share first.</summary>
    public IReadOnlyList<string>? UpperColours { get; init; }

    /// <summary>Colours of what a visible person wears on the legs, the largest share first.</summary>
    public IReadOnlyList<string>? LowerColours { get; init; }

    /// <summary>Other labels of a visible object, the most likely first, with the detector's mean score.</summary>
    public IReadOnlyList<TakenForView>? TakenFor { get; init; }

    /// <summary>How many of which are in view at once.</summary>
    public IReadOnlyList<TallyView>? Counts { get; init; }

    /// <summary>Where a visible object was seen, in order of time, when asked for.</summary>
    public IReadOnlyList<SightingView>? Sightings { get; init; }

    internal sealed record TakenForView(string Label, double Confidence);

    internal sealed record TallyView(string Name, int Count);

    internal sealed record PostureView(string Posture, double StartSec, double EndSec);

    /// <summary>A fact with all that is known of it.</summary>
    internal static FactView FromFactWithDetails(Fact fact) =>
        FromFact(fact) with
        {
            Label = fact.Label,
            Name = fact.Name,
            ObjectNumber = fact.ObjectNumber >= 0 ? fact.ObjectNumber : null,
            Direction = fact.Direction,
            Colours = fact is { Kind: FactKind.Visible, Colours.Count: > 0 } ? fact.Colours : null,
            Postures = fact.Body is { Postures.Count: > 0 } body
                ? [.. body.Postures.Select(p => new PostureView(p.Posture, Math.Round(p.StartSec, 3), Math.Round(p.EndSec, 3)))]
                : null,
            UpperColours = fact.Body is { UpperColours.Count: > 0 } upper ? upper.UpperColours : null,
            LowerColours = fact.Body is { LowerColours.Count: > 0 } lower ? lower.LowerColours : null,
            TakenFor = fact is { Kind: FactKind.Visible, Alternatives.Count: > 0 }
                ? [.. fact.Alternatives.Select(a => new TakenForView(a.Label, Math.Round(a.Confidence, 3)))]
                : null,
            Counts = fact.ObjectCounts.Count > 0 ? [.. fact.ObjectCounts.Select(t => new TallyView(t.Label, t.Count))] : null,
        };

    internal static FactView FromFact(Fact fact) =>
        new(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(fact.Kind.ToString()),
            fact.Text,
            Math.Round(fact.StartSec, 3),
            Math.Round(fact.EndSec, 3),
            fact.Source,
            fact.Confidence is { } confidence ? Math.Round(confidence, 3) : null
        );
}

/// <summary>A sighting of an object: the second, and its box relative to the frame (0-1, top-left origin).</summary>
internal sealed record SightingView(double Sec, double X, double Y, double Width, double Height)
{
    internal static SightingView From(Sighting s) =>
        new(Math.Round(s.TimeSec, 3), Math.Round(s.X, 4), Math.Round(s.Y, 4), Math.Round(s.Width, 4), Math.Round(s.Height, 4));
}
