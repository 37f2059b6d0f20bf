namespace Reelsight.Search.Matching;

/// <summary>The passages that match a query, by media content.</summary>
internal sealed class PassageHits
{
    private readonly Dictionary<string, Dictionary<int, PassageHit>> _byContent = new(StringComparer.Ordinal);

    /// <summary>Media contents with a hit.</summary>
    public IEnumerable<string> ContentHashes => _byContent.Keys;

    /// <summary>Terms whose words were found anywhere, as bits.</summary>
    public uint TermsFound { get; private set; }

    /// <summary>The hits in a media content.</summary>
    public IReadOnlyCollection<PassageHit> GetHits(string contentHash) =>
        _byContent.TryGetValue(contentHash, out var hits) ? hits.Values : [];

    /// <summary>Adds a hit, or merges it with the hit of another channel in the same passage.</summary>
    public void Add(string contentHash, PassageHit hit)
    {
        TermsFound |= hit.Terms;
        if (!_byContent.TryGetValue(contentHash, out var hits))
        {
            _byContent.Add(contentHash, hits = []);
        }
        hits[hit.Passage] = hits.TryGetValue(hit.Passage, out var old)
            ? new PassageHit(
                hit.Passage,
                old.Terms | hit.Terms,
                Math.Max(old.Rank, hit.Rank),
                Math.Max(old.Cosine, hit.Cosine),
                Math.Max(old.MeaningWeight, hit.MeaningWeight)
            )
            : hit;
    }
}
