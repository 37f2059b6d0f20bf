using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Agent;

/// <summary>A statement about an item, with the intervals that support it; none when it says what was not recognised.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Item">What it is about, or null.</param>
/// <param name="Intervals">Half-open, seconds; an image has one that is not shown.</param>
internal sealed record CitedStatement(string Text, AgentItem? Item, IReadOnlyList<(double StartSec, double EndSec)> Intervals)
{
    /// <summary>More would bury the statement under its markers.</summary>
    private const int MaxIntervals = 3;
    private const double MaxGapSec = 1;

    public static CitedStatement WithoutCitations(string text) => new(text, null, []);

    /// <summary>A statement with the intervals of the facts that support it, joined where they touch.</summary>
    public static CitedStatement FromFacts(string text, AgentItem item, IEnumerable<Fact> facts)
    {
        var stretches = new List<(double StartSec, double EndSec)>();
        foreach (var fact in facts.OrderBy(f => f.StartSec))
        {
            if (stretches.Count > 0 && fact.StartSec <= stretches[^1].EndSec + MaxGapSec)
            {
                stretches[^1] = (stretches[^1].StartSec, Math.Max(stretches[^1].EndSec, fact.EndSec));
            }
            else
            {
                stretches.Add((fact.StartSec, fact.EndSec));
            }
        }
        return new CitedStatement(text, item, [.. stretches.Take(MaxIntervals)]);
    }
}
