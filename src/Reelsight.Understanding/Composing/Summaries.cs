using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Composing;

/// <summary>Summaries of a timeline.</summary>
internal static class Summaries
{
    /// <summary>As many sentences as a summary has when nobody says how long it shall be.</summary>
    public const int UsualSentences = 8;

    /// <summary>The statements that matter most, in the order in which they are told.</summary>
    public static List<Claim> Claims(VideoTimeline timeline, int mostSentences)
    {
        var told = Narration.Of(timeline);
        if (told.Count == 0)
        {
            return [Narration.Nothing(timeline)];
        }

        var kept = told.Select((t, i) => (t.Claim, t.Weight, Place: i))
            .OrderByDescending(t => t.Weight)
            .ThenBy(t => t.Place)
            .Take(Math.Max(1, mostSentences));
        return [.. kept.OrderBy(t => t.Place).Select(t => t.Claim)];
    }

    /// <summary>A running text.</summary>
    public static Answer Of(VideoTimeline timeline, int mostSentences = UsualSentences)
    {
        var claims = Claims(timeline, mostSentences);
        return new Answer(string.Join(' ', claims.Select(c => c.Text)), claims);
    }
}
