using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>A clause with the lines found for it, and those with words that must not be there.</summary>
/// <param name="Clause">The clause; parts whose words were looked for in another spelling say so.</param>
/// <param name="Lines">Bit n of a hit belongs to part n.</param>
/// <param name="Unwanted">Bit n of a hit belongs to restriction n.</param>
internal sealed record FoundWords(ReadQuery Clause, LineHits Lines, LineHits Unwanted);

/// <summary>
/// Looks up what clauses ask for among phrases and lines: by words, by near spellings of words not found, and by meaning.
/// </summary>
internal sealed class ClauseLookup(IDescribedStore described, EncodeText? encode, WordNet wordNet, SearchOptions options)
{
    private readonly WordChannel _words = new(described, options);
    private readonly MeaningChannel _meaning = new(options);
    private readonly Correction _correction = new(wordNet);

    public async Task<FoundWords> FindAsync(
        SearchQuery query,
        ReadQuery clause,
        IndexSnapshot snapshot,
        VideoPool pool,
        Evidences evidences,
        CancellationToken ct
    )
    {
        var (lines, unwanted) = (new LineHits(), new LineHits());
        if (pool.Count == 0 || clause.Parts.Count == 0)
        {
            return new FoundWords(clause, lines, unwanted);
        }
        // The words are looked up while the sentence is encoded: both take about as long.
        var byMeaning =
            encode is not null && evidences.AnyLinesByMeaning && MeaningChannel.IsSentence(clause.Sentence) && snapshot.LineVectorCount > 0;
        var encoding = byMeaning ? Task.Run(() => encode!(clause.Sentence), ct) : null;
        _words.Find(query, clause.Parts, snapshot, evidences, lines);
        if (evidences.AnyLinesByWords && _correction.Of(clause.Parts, lines.PartsFound, snapshot) is { } corrected)
        {
            _words.Find(query, corrected, snapshot, evidences, lines);
            clause = clause with
            {
                Parts =
                [
                    .. clause.Parts.Select(
                        (part, n) =>
                            corrected[n].Correction is { } said && (lines.PartsFound & 1u << n) != 0
                                ? part with
                                {
                                    Correction = said,
                                }
                                : part
                    ),
                ],
            };
        }
        _words.FindUnwanted(query, clause.Restrictions, snapshot, unwanted);
        ct.ThrowIfCancellationRequested();
        if (encoding is not null)
        {
            _meaning.Find(await encoding, snapshot, pool, evidences, lines);
        }
        return new FoundWords(clause, lines, unwanted);
    }
}
