namespace Reelsight.Vectors;

/// <summary>A segment as one view sees it: where its contents are numbered from, and which of them are gone.</summary>
internal sealed record SegmentSnapshot(long Number, VectorSegment Segment, int FirstDocument, ulong[]? Deleted)
{
    public bool IsDeleted(int document) => Deleted is not null && (Deleted[document >> 6] & 1UL << document) != 0;

    /// <summary>The same without some contents; bitmaps are never changed, because older views still read them.</summary>
    public SegmentSnapshot WithDeleted(IReadOnlyCollection<int> documents)
    {
        var deleted = Deleted?.ToArray() ?? new ulong[(Segment.DocumentCount + 63) / 64];
        foreach (var document in documents)
        {
            deleted[document >> 6] |= 1UL << document;
        }
        return this with { Deleted = deleted };
    }

    public int DeletedCount => Deleted is null ? 0 : Deleted.Sum(System.Numerics.BitOperations.PopCount);
}
