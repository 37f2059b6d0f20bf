using System.Numerics;

namespace Reelsight.Search.Ranking;

/// <summary>What a phrase or line answers: parts by their words, and all of the query by meaning.</summary>
/// <param name="Line">Its place among the content's lines.</param>
/// <param name="Parts">Bit n is set when it holds the words of part n.</param>
/// <param name="Rank">BM25 over that of the best line, 0-1; 0 when no words match.</param>
/// <param name="Cosine">Similarity of meaning; 0 when below the floor.</param>
internal readonly record struct LineHit(int Line, uint Parts, float Rank, float Cosine)
{
    public int PartCount => BitOperations.PopCount(Parts);
}

/// <summary>The phrases and lines that a query found, by content.</summary>
internal sealed class LineHits
{
    private readonly Dictionary<string, Dictionary<int, LineHit>> _ofContent = new(StringComparer.Ordinal);

    /// <summary>Contents with a hit.</summary>
    public IEnumerable<string> Contents => _ofContent.Keys;

    /// <summary>Parts whose words were found anywhere.</summary>
    public uint PartsFound { get; private set; }

    /// <summary>The hits in a content.</summary>
    public IReadOnlyCollection<LineHit> Of(string contentHash) => _ofContent.TryGetValue(contentHash, out var hits) ? hits.Values : [];

    /// <summary>Adds a hit, or completes the one that the other channel found in the same line.</summary>
    public void Add(string contentHash, LineHit hit)
    {
        PartsFound |= hit.Parts;
        if (!_ofContent.TryGetValue(contentHash, out var hits))
        {
            _ofContent.Add(contentHash, hits = []);
        }
        hits[hit.Line] = hits.TryGetValue(hit.Line, out var old)
            ? new LineHit(hit.Line, old.Parts | hit.Parts, Math.Max(old.Rank, hit.Rank), Math.Max(old.Cosine, hit.Cosine))
            : hit;
    }
}
