using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Finds the parts of a query among spoken phrases and written lines by their words.</summary>
internal sealed class WordChannel(IDescribedStore described, SearchOptions options)
{
    /// <summary>Adds the lines that hold words of the query.</summary>
    public void Find(SearchQuery query, ReadQuery read, IndexSnapshot snapshot, Evidences wanted, LineHits hits)
    {
        if (!wanted.AnyLinesByWords || MatchExpression.Any(read.Parts) is not { } any)
        {
            return;
        }
        // The full-text index knows nothing of filters: with one, all of its lines are taken and the filter decides.
        var most = query.Filter is null ? options.MostMatchingLines : int.MaxValue;
        // Lines that hold all of the words come first: they are few, and what only holds a common one of them is many.
        var found = MatchExpression.All(read.Parts) is { } every ? described.MatchWords(query.TenantId, query.IndexId, every, most) : [];
        if (found.Count < most)
        {
            found = [.. found.UnionBy(described.MatchWords(query.TenantId, query.IndexId, any, most), hit => (hit.ContentHash, hit.EvidenceIndex)).Take(most)];
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
            if (line >= 0 && wanted.ByWords(content.Lines[line].Kind) && PartsIn(content.Lines[line].Text, read.Parts) is var parts and not 0)
            {
                hits.Add(hit.ContentHash, new LineHit(line, parts, (float)(hit.Rank / best), 0));
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
            while (place < places.Count && places[place].Any(spelling =>
                isPrefix ? words[start + place].StartsWith(spelling, StringComparison.Ordinal) : words[start + place] == spelling))
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
