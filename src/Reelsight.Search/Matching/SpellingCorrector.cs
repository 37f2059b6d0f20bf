using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>
/// Corrects words that are not found: a typing error in the query, or an OCR error on screen. An English word is never replaced by another
/// English word: "elephant" does not find "elegant".
/// </summary>
internal sealed class SpellingCorrector(WordNet wordNet)
{
    /// <summary>
    /// The terms with corrected words. Terms that were found, and those without a similar word, are left without words.
    /// </summary>
    /// <returns>Null when nothing was corrected.</returns>
    public IReadOnlyList<QueryTerm>? Correct(IReadOnlyList<QueryTerm> terms, uint found, IndexSnapshot snapshot)
    {
        List<QueryTerm>? corrected = null;
        for (var n = 0; n < terms.Count; n++)
        {
            var term = terms[n];
            if (
                (found & 1u << n) != 0
                || term.MatchMode != WordMatchMode.AnyForm
                || term.Labels.Count > 0
                || term.WordSequences is not [var places]
            )
            {
                continue;
            }
            if (FindCorrections(places, snapshot) is { } words)
            {
                corrected ??= [.. terms.Select(other => other with { WordSequences = [] })];
                corrected[n] = term with { WordSequences = [words], Correction = string.Join(" or ", words.Select(place => place[0])) };
            }
        }
        return corrected;
    }

    private List<IReadOnlyList<string>>? FindCorrections(IReadOnlyList<IReadOnlyList<string>> places, IndexSnapshot snapshot)
    {
        var words = new List<IReadOnlyList<string>>();
        var isOther = false;
        foreach (var spellings in places)
        {
            var typed = spellings[0];
            if (typed.Length < Vocabulary.MinWordLength || spellings.Any(snapshot.Vocabulary.Contains))
            {
                words.Add(spellings);
                continue;
            }
            var isEnglish = IsEnglish(typed);
            var near = snapshot.Vocabulary.FindSimilar(typed, other => !isEnglish || !IsEnglish(other));
            if (near.Count == 0)
            {
                return null;
            }
            words.Add(near);
            isOther = true;
        }
        return isOther ? words : null;
    }

    private bool IsEnglish(string word) =>
        WordLists.StopWords.Contains(word)
        || wordNet.Morphology.GetNounLemmas(word).Count > 0
        || wordNet.Morphology.GetVerbLemmas(word).Count > 0;
}
