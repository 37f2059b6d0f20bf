using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Matching;

/// <summary>Finds the parts of a query among spoken phrases and written lines by their words.</summary>
internal sealed class KeywordChannel(IDescriptionStore described, SearchOptions options)
{
    /// <summary>Adds the lines that hold words of the query.</summary>
    /// <param name="query">Where to look.</param>
    /// <param name="terms">What to look for; bit n of a hit belongs to part n. Parts without words are not looked for.</param>
    /// <param name="snapshot">What is known of the index.</param>
    /// <param name="evidenceFilter">Lines to look at.</param>
    /// <param name="hits">Where to add.</param>
    public void CollectHits(
        SearchQuery query,
        IReadOnlyList<QueryTerm> terms,
        IndexSnapshot snapshot,
        EvidenceFilter evidenceFilter,
        PassageHits hits
    )
    {
        if (evidenceFilter.AllowsKeywords)
        {
            // The full-text index knows nothing of filters: with one, all of its lines are taken and the filter decides.
            CollectHits(
                query,
                terms,
                snapshot,
                evidenceFilter.AllowsKeywordsOf,
                query.Filter is null ? options.MaxKeywordPassages : int.MaxValue,
                hits
            );
        }
    }

    /// <summary>Adds every line that holds words that must not be there, whatever the query may be answered by.</summary>
    public void CollectExcluded(SearchQuery query, IReadOnlyList<QueryConstraint> constraints, IndexSnapshot snapshot, PassageHits hits) =>
        CollectHits(
            query,
            [.. constraints.Select(one => one is { AppliesToWords: true, Excluded: { } term } ? term : NoTerm)],
            snapshot,
            _ => true,
            int.MaxValue,
            hits
        );

    private static readonly QueryTerm NoTerm = new()
    {
        Text = "",
        Noun = "",
        WordSequences = [],
        Weight = 0,
        MatchMode = WordMatchMode.None,
    };

    private void CollectHits(
        SearchQuery query,
        IReadOnlyList<QueryTerm> terms,
        IndexSnapshot snapshot,
        Predicate<EvidenceKind> evidenceFilter,
        int limit,
        PassageHits hits
    )
    {
        if (FullTextExpression.MatchAny(terms) is not { } any)
        {
            return;
        }
        // Lines that hold all of the words come first: they are few, and what only holds a common one of them is many.
        var found = FullTextExpression.MatchAll(terms) is { } every
            ? described.SearchWords(query.TenantId, query.IndexId, every, limit)
            : [];
        if (found.Count < limit)
        {
            found =
            [
                .. found
                    .UnionBy(described.SearchWords(query.TenantId, query.IndexId, any, limit), hit => (hit.ContentHash, hit.EvidenceIndex))
                    .Take(limit),
            ];
        }
        var best = found.Count == 0 ? 1 : Math.Max(found.Max(hit => hit.Rank), double.Epsilon);
        foreach (var hit in found)
        {
            var videos = snapshot.GetVideosWithContent(hit.ContentHash);
            if (videos.Count == 0)
            {
                continue; // newer than the snapshot
            }
            var content = snapshot.Videos[videos[0]].Content;
            var passage = content.FindPassage(hit.EvidenceIndex);
            if (
                passage >= 0
                && evidenceFilter(content.Passages[passage].Kind)
                && FindTerms(content.Passages[passage].Text, terms) is var satisfied and not 0
            )
            {
                hits.Add(hit.ContentHash, new PassageHit(passage, satisfied, (float)(hit.Rank / best), 0));
            }
        }
    }

    private static uint FindTerms(string text, IReadOnlyList<QueryTerm> terms)
    {
        if (terms.Count == 1)
        {
            return 1; // why the line was found
        }
        var words = WordTokenizer.Tokenize(text);
        var found = 0u;
        for (var term = 0; term < terms.Count; term++)
        {
            if (terms[term].WordSequences.Any(places => ContainsSequence(words, places, terms[term].MatchMode == WordMatchMode.Prefix)))
            {
                found |= 1u << term;
            }
        }
        return found;
    }

    private static bool ContainsSequence(List<string> words, IReadOnlyList<IReadOnlyList<string>> places, bool isPrefix)
    {
        for (var start = 0; start + places.Count <= words.Count; start++)
        {
            var place = 0;
            while (
                place < places.Count
                && places[place]
                    .Any(spelling =>
                        isPrefix ? words[start + place].StartsWith(spelling, StringComparison.Ordinal) : words[start + place] == spelling
                    )
            )
            {
                place++;
            }
            if (place == places.Count)
            {
                return true;
            }
        }
        return false;
    }
}
