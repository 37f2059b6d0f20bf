namespace Reelsight.Vectors;

/// <summary>Contents of a view, one bit each: what a search is restricted to before it reads any vector.</summary>
/// <param name="size">Contents of the view (<see cref="VectorView.DocumentCount"/>).</param>
public sealed class DocumentSet(int size)
{
    private readonly ulong[] _bits = new ulong[(size + 63) / 64];

    /// <summary>Bit n % 64 of word n / 64 is content n.</summary>
    internal ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>Takes a content in; negative numbers, for contents that are not in the view, are passed over.</summary>
    public void Add(int ordinal)
    {
        if (ordinal >= 0)
        {
            _bits[ordinal >> 6] |= 1UL << ordinal;
        }
    }

    /// <summary>Whether a content is in.</summary>
    public bool Contains(int ordinal) => ordinal >= 0 && (_bits[ordinal >> 6] & 1UL << ordinal) != 0;
}
