using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>Summaries of a timeline.</summary>
internal static class SummaryBuilder
{
    /// <summary>Default number of sentences of a summary.</summary>
    public const int DefaultSentences = 8;

    /// <summary>The most important statements, in the order of the narrative.</summary>
    public static List<Claim> BuildClaims(VideoTimeline timeline, int maxSentences)
    {
        var told = NarrativeBuilder.BuildClaims(timeline);
        if (told.Count == 0)
        {
            return [NarrativeBuilder.CreateNothingRecognisedClaim(timeline)];
        }

        var kept = told.Select((t, i) => (t.Claim, t.Weight, Place: i))
            .OrderByDescending(t => t.Weight)
            .ThenBy(t => t.Place)
            .Take(Math.Max(1, maxSentences));
        return [.. kept.OrderBy(t => t.Place).Select(t => t.Claim)];
    }

    /// <summary>A running text.</summary>
    public static TextAnswer Build(VideoTimeline timeline, int maxSentences = DefaultSentences)
    {
        var claims = BuildClaims(timeline, maxSentences);
        return new TextAnswer(string.Join(' ', claims.Select(c => c.Text)), claims);
    }
}
