using System.Numerics;

namespace Reelsight.Search.Matching;

/// <summary>The phrases and lines that a query found, by content.</summary>
internal sealed class PassageHits
{
    private readonly Dictionary<string, Dictionary<int, PassageHit>> _byContent = new(StringComparer.Ordinal);

    /// <summary>Contents with a hit.</summary>
    public IEnumerable<string> ContentHashes => _byContent.Keys;

    /// <summary>Parts whose words were found anywhere.</summary>
    public uint TermsFound { get; private set; }

    /// <summary>The hits in a content.</summary>
    public IReadOnlyCollection<PassageHit> GetHits(string contentHash) =>
        _byContent.TryGetValue(contentHash, out var hits) ? hits.Values : [];

    /// <summary>Adds a hit, or completes the one that the other channel found in the same line.</summary>
    public void Add(string contentHash, PassageHit hit)
    {
        TermsFound |= hit.Terms;
        if (!_byContent.TryGetValue(contentHash, out var hits))
        {
            _byContent.Add(contentHash, hits = []);
        }
        hits[hit.Passage] = hits.TryGetValue(hit.Passage, out var old)
            ? new PassageHit(hit.Passage, old.Terms | hit.Terms, Math.Max(old.Rank, hit.Rank), Math.Max(old.Cosine, hit.Cosine))
            : hit;
    }
}
