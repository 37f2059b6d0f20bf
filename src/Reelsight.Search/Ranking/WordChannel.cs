using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Finds the parts of a query among spoken phrases and written lines by their words.</summary>
internal sealed class WordChannel(IDescribedStore described, SearchOptions options)
{
    /// <summary>Adds the lines that hold words of the query.</summary>
    /// <param name="query">Where to look.</param>
    /// <param name="parts">What to look for; bit n of a hit belongs to part n. Parts without words are not looked for.</param>
    /// <param name="snapshot">What is known of the index.</param>
    /// <param name="wanted">Lines to look at.</param>
    /// <param name="hits">Where to add.</param>
    public void Find(SearchQuery query, IReadOnlyList<QueryPart> parts, IndexSnapshot snapshot, Evidences wanted, LineHits hits)
    {
        if (wanted.AnyLinesByWords)
        {
            // The full-text index knows nothing of filters: with one, all of its lines are taken and the filter decides.
            Find(query, parts, snapshot, wanted.ByWords, query.Filter is null ? options.MostMatchingLines : int.MaxValue, hits);
        }
    }

    /// <summary>Adds every line that holds words that must not be there, whatever the query may be answered by.</summary>
    public void FindUnwanted(SearchQuery query, IReadOnlyList<Restriction> restrictions, IndexSnapshot snapshot, LineHits hits) =>
        Find(
            query,
            [.. restrictions.Select(one => one is { IsAboutWords: true, Without: { } part } ? part : Nothing)],
            snapshot,
            _ => true,
            int.MaxValue,
            hits
        );

    private static readonly QueryPart Nothing = new()
    {
        Text = "",
        Noun = "",
        Words = [],
        Weight = 0,
        Match = WordMatch.Nowhere,
    };

    private void Find(
        SearchQuery query,
        IReadOnlyList<QueryPart> parts,
        IndexSnapshot snapshot,
        Predicate<EvidenceKind> wanted,
        int most,
        LineHits hits
    )
    {
        if (MatchExpression.Any(parts) is not { } any)
        {
            return;
        }
        // Lines that hold all of the words come first: they are few, and what only holds a common one of them is many.
        var found = MatchExpression.All(parts) is { } every ? described.MatchWords(query.TenantId, query.IndexId, every, most) : [];
        if (found.Count < most)
        {
            found =
            [
                .. found
                    .UnionBy(described.MatchWords(query.TenantId, query.IndexId, any, most), hit => (hit.ContentHash, hit.EvidenceIndex))
                    .Take(most),
            ];
        }
        var best = found.Count == 0 ? 1 : Math.Max(found.Max(hit => hit.Rank), double.Epsilon);
        foreach (var hit in found)
        {
            var videos = snapshot.VideosOfContent(hit.ContentHash);
            if (videos.Count == 0)
            {
                continue; // newer than the snapshot
            }
            var content = snapshot.Videos[videos[0]].Content;
            var line = content.LineAt(hit.EvidenceIndex);
            if (line >= 0 && wanted(content.Lines[line].Kind) && PartsIn(content.Lines[line].Text, parts) is var held and not 0)
            {
                hits.Add(hit.ContentHash, new LineHit(line, held, (float)(hit.Rank / best), 0));
            }
        }
    }

    private static uint PartsIn(string text, IReadOnlyList<QueryPart> parts)
    {
        if (parts.Count == 1)
        {
            return 1; // why the line was found
        }
        var words = Words.Of(text);
        var found = 0u;
        for (var part = 0; part < parts.Count; part++)
        {
            if (parts[part].Words.Any(places => Holds(words, places, parts[part].Match == WordMatch.Prefix)))
            {
                found |= 1u << part;
            }
        }
        return found;
    }

    private static bool Holds(List<string> words, IReadOnlyList<IReadOnlyList<string>> places, bool isPrefix)
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
