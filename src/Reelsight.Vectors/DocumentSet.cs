namespace Reelsight.Vectors;

/// <summary>
/// A set of documents of a view, one bit each. A search that is restricted to a set reads the vectors of these documents only.
/// </summary>
/// <param name="size">Number of documents in the view (<see cref="VectorView.DocumentCount"/>).</param>
public sealed class DocumentSet(int size)
{
    private readonly ulong[] _bits = new ulong[(size + 63) / 64];

    /// <summary>Bit n % 64 of word n / 64 stands for document n.</summary>
    internal ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>
    /// Adds a document by its ordinal; negative ordinals, which stand for documents that are not in the view, are ignored.
    /// </summary>
    public void Add(int ordinal)
    {
        if (ordinal >= 0)
        {
            _bits[ordinal >> 6] |= 1UL << ordinal;
        }
    }

    /// <summary>Whether a document is in the set.</summary>
    public bool Contains(int ordinal) => ordinal >= 0 && (_bits[ordinal >> 6] & 1UL << ordinal) != 0;
}
