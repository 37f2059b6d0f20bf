namespace Reelsight.Vectors;

/// <summary>A segment as one state of the index sees it.</summary>
/// <param name="Number">Names its file.</param>
/// <param name="Segment">The open file.</param>
/// <param name="FirstDocument">The ordinal, in the state, of its first document.</param>
/// <param name="Deleted">A bit for each document, set when it was deleted or replaced; null when none was.</param>
internal sealed record SegmentSnapshot(long Number, VectorSegment Segment, int FirstDocument, ulong[]? Deleted)
{
    public bool IsDeleted(int document) => Deleted is not null && (Deleted[document >> 6] & 1UL << document) != 0;

    /// <summary>
    /// A copy in which more documents are deleted; bitmaps are never changed in place, because older views still read them.
    /// </summary>
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
