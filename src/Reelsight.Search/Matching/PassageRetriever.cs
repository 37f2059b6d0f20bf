using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds passages of speech and on-screen text for clauses: by words, by corrected spellings of words that are not found, and by meaning.
/// </summary>
internal sealed class PassageRetriever(IDescriptionStore descriptions, EncodeText? encode, WordNet wordNet, SearchOptions options)
{
    private readonly KeywordChannel _keywords = new(descriptions, options);
    private readonly SemanticChannel _semantic = new(options);
    private readonly SpellingCorrector _corrector = new(wordNet);

    public async Task<PassageMatches> RetrieveAsync(
        SearchQuery query,
        ParsedClause clause,
        IndexSnapshot snapshot,
        VideoPool pool,
        EvidenceFilter evidenceFilter,
        CancellationToken ct
    )
    {
        var (passages, excluded) = (new PassageHits(), new PassageHits());
        if (pool.Count == 0 || clause.Terms.Count == 0)
        {
            return new PassageMatches(clause, passages, excluded);
        }
        // Words are searched while the sentence is encoded: both take about as long.
        var byMeaning =
            encode is not null
            && evidenceFilter.AllowsSemantics
            && SemanticChannel.IsSentence(clause.Sentence)
            && snapshot.PassageVectorCount > 0;
        var encoding = byMeaning
            ? Task.Run(
                () =>
                    options
                        .TextSpaces.Where(snapshot.HasPassagesIn)
                        .Select(space => (space, encode!(space.Name, clause.Sentence)))
                        .ToList(),
                ct
            )
            : null;
        _keywords.CollectHits(query, clause.Terms, snapshot, evidenceFilter, passages);
        if (evidenceFilter.AllowsKeywords && _corrector.Correct(clause.Terms, passages.TermsFound, snapshot) is { } corrected)
        {
            _keywords.CollectHits(query, corrected, snapshot, evidenceFilter, passages);
            clause = clause with
            {
                Terms =
                [
                    .. clause.Terms.Select(
                        (term, n) =>
                            corrected[n].Correction is { } said && (passages.TermsFound & 1u << n) != 0
                                ? term with
                                {
                                    Correction = said,
                                }
                                : term
                    ),
                ],
            };
        }
        _keywords.CollectExcluded(query, clause.Constraints, snapshot, excluded);
        ct.ThrowIfCancellationRequested();
        if (encoding is not null)
        {
            foreach (var (space, vector) in await encoding)
            {
                _semantic.CollectHits(space, vector, snapshot, pool, evidenceFilter, passages);
            }
        }
        return new PassageMatches(clause, passages, excluded);
    }
}
