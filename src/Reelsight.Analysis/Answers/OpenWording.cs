using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Answers;

/// <summary>Says what a question leaves open whose word is narrower than what was seen.</summary>
internal static class OpenWording
{
    /// <summary>What was seen, and what of the question that leaves open, as a clause.</summary>
    public static string Format(ObjectQuery thing)
    {
        var seen = NounPhrases.Join([.. thing.Labels.Select(label => NounPhrases.Singular(label))], "or");
        return $"only {seen} can be made out, not whether it is “{thing.Phrase}”";
    }

    /// <summary>A sentence with its facts for each thing that was asked for in a narrower word than was seen.</summary>
    public static IEnumerable<(string Sentence, IReadOnlyList<Fact> Facts)> FormatSentences(
        IEnumerable<ObjectQuery> asked,
        IReadOnlyList<Fact> seen
    ) =>
        from thing in asked
        where thing.IsNarrower
        let facts = seen.Where(fact => thing.Matches(fact.Label)).ToList()
        where facts.Count > 0
        select ($"{NounPhrases.Capitalize(Format(thing))}.", (IReadOnlyList<Fact>)facts);
}
