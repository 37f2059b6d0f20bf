using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Matching;

/// <summary>Finds spoken phrases and lines of on-screen text by the words of a query's terms.</summary>
internal sealed class KeywordChannel(IDescriptionStore descriptions, SearchOptions options)
{
    /// <summary>Adds the passages that contain words of the query.</summary>
    /// <param name="query">The query, which names the index.</param>
    /// <param name="terms">The terms; bit n of a hit belongs to term n. Terms without words are skipped.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="evidenceFilter">Says which passages are admitted.</param>
    /// <param name="hits">Receives the hits.</param>
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
            // The full-text index does not know filters: when there is one, all of its hits are read and filtered here.
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

    /// <summary>Adds all passages that contain excluded words, whatever the modalities.</summary>
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
        var clauses = CreateClauses(terms);
        if (clauses.Count == 0)
        {
            return;
        }
        // Passages that contain all terms come first: they are few, while those with only a common word are many.
        var found = clauses.Count > 1 ? Search(WordQueryMode.All) : [];
        if (found.Count < limit)
        {
            found = [.. found.UnionBy(Search(WordQueryMode.Any), hit => (hit.ContentHash, hit.EvidenceIndex)).Take(limit)];
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

        IReadOnlyList<WordHit> Search(WordQueryMode mode) =>
            descriptions.SearchWords(query.TenantId, query.IndexId, new WordQuery(mode, clauses), limit);
    }

    // Terms without words, such as images and spatial relations, are skipped.
    private static List<WordClause> CreateClauses(IReadOnlyList<QueryTerm> terms) =>
        [
            .. terms
                .Select(term => new WordClause([
                    .. term
                        .WordSequences.Where(positions => positions.All(spellings => spellings.Count > 0))
                        .Select(positions => new WordPhrase(positions, term.MatchMode == WordMatchMode.Prefix)),
                ]))
                .Where(clause => clause.Phrases.Count > 0),
        ];

    private static uint FindTerms(string text, IReadOnlyList<QueryTerm> terms)
    {
        if (terms.Count == 1)
        {
            return 1; // the only term there is
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
