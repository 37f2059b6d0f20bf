using Reelsight.Analysis.Facts;
using Reelsight.Search;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// States what a search found in an item, in the words of the evidence, for items that are related to a question but do not answer it.
/// </summary>
internal static class HitStatementBuilder
{
    private const int MaxReasons = 3;

    public static List<CitedStatement> Build(AgentItem item, IEnumerable<AgentHit> hits)
    {
        var reasons = hits.SelectMany(hit => hit.Reasons).DistinctBy(r => (r.Kind, r.Found)).ToList();
        // A name tells least, and only where nothing else is known.
        var telling = reasons.Exists(r => r.Kind != ReasonKind.Title) ? reasons.Where(r => r.Kind != ReasonKind.Title) : reasons;
        return [.. telling.Take(MaxReasons).Select(reason => Build(item, reason))];
    }

    private static CitedStatement Build(AgentItem item, Reason reason)
    {
        var when = item.IsImage ? "" : $" {TimeFormatter.FormatRange(reason.StartSec, reason.EndSec)}";
        var how = reason.How.StartsWith("same word", StringComparison.Ordinal) ? "" : $" ({reason.How})";
        var text = reason.Kind switch
        {
            ReasonKind.Object => $"{NounPhrases.Capitalize(reason.Found)}: seen{when}{how}.",
            ReasonKind.Speech => $"Somebody says{when}: “{reason.Found}”{how}.",
            ReasonKind.OnScreenText => $"It reads “{reason.Found}”{when}{how}.",
            ReasonKind.VisualSimilarity => $"It looks like {reason.Query}{when}{how}.",
            ReasonKind.Absence or ReasonKind.Brightness or ReasonKind.Sound or ReasonKind.Order =>
                $"{NounPhrases.Capitalize(reason.Found)}{when}{how}.",
            ReasonKind.Name => $"The picture likely shows “{reason.Found}”{when}{how}.",
            ReasonKind.TaughtLabel => $"{NounPhrases.Capitalize(reason.Found)}{when}{how}.",
            ReasonKind.Scene => $"The picture fits “{reason.Query}”{when}{how}.",
            _ => $"Nothing of the kind is known but its name, “{reason.Found}”.",
        };
        return new CitedStatement(text, item, [(reason.StartSec, reason.EndSec)]);
    }
}
