namespace Reelsight.Search.Vectors;

/// <summary>Contents of a view, one bit each: what a search is restricted to before it reads any vector.</summary>
/// <param name="size">Contents of the view (<see cref="VectorView.ContentCount"/>).</param>
public sealed class ContentSet(int size)
{
    private readonly ulong[] _bits = new ulong[(size + 63) / 64];

    /// <summary>Bit n % 64 of word n / 64 is content n.</summary>
    internal ReadOnlySpan<ulong> Words => _bits;

    /// <summary>Takes a content in; negative numbers, for contents that are not in the view, are passed over.</summary>
    public void Add(int number)
    {
        if (number >= 0)
        {
            _bits[number >> 6] |= 1UL << number;
        }
    }

    /// <summary>Whether a content is in.</summary>
    public bool Contains(int number) => number >= 0 && (_bits[number >> 6] & 1UL << number) != 0;
}
