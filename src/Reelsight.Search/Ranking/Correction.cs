using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Looks for other spellings of words that nobody says or writes: a mistyped word, or a word that was misread on screen. A word that both
/// are English is never taken for another: there are no elephants among what is elegant.
/// </summary>
internal sealed class Correction(WordNet wordNet)
{
    /// <summary>
    /// The parts with what to look for instead; those that were found, and those without a near spelling, have no words left.
    /// </summary>
    /// <returns>Null when there is nothing to look for.</returns>
    public IReadOnlyList<QueryPart>? Of(IReadOnlyList<QueryPart> parts, uint found, IndexSnapshot snapshot)
    {
        List<QueryPart>? corrected = null;
        for (var n = 0; n < parts.Count; n++)
        {
            var part = parts[n];
            if ((found & 1u << n) != 0 || part.Match != WordMatch.AnyForm || part.Labels.Count > 0 || part.Words is not [var places])
            {
                continue;
            }
            if (Near(places, snapshot) is { } words)
            {
                corrected ??= [.. parts.Select(other => other with { Words = [] })];
                corrected[n] = part with { Words = [words], Correction = string.Join(" or ", words.Select(place => place[0])) };
            }
        }
        return corrected;
    }

    private List<IReadOnlyList<string>>? Near(IReadOnlyList<IReadOnlyList<string>> places, IndexSnapshot snapshot)
    {
        var words = new List<IReadOnlyList<string>>();
        var isOther = false;
        foreach (var spellings in places)
        {
            var typed = spellings[0];
            if (typed.Length < Vocabulary.ShortestWord || spellings.Any(snapshot.Vocabulary.Contains))
            {
                words.Add(spellings);
                continue;
            }
            var isEnglish = IsEnglish(typed);
            var near = snapshot.Vocabulary.Near(typed, other => !isEnglish || !IsEnglish(other));
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
        WordLists.Stop.Contains(word) || wordNet.Morphology.NounLemmas(word).Count > 0 || wordNet.Morphology.VerbLemmas(word).Count > 0;
}
