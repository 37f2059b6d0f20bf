namespace Reelsight.Storage.Sqlite;

/// <summary>Row ids of the words table: which described content, and which place in its evidence, in one number.</summary>
internal static class WordRow
{
    private const int PlaceBits = 24;

    /// <summary>No content has more evidence than this (16.7 million facts).</summary>
    public const int LastPlace = (1 << PlaceBits) - 1;

    public static long Of(long describedId, int place) => (describedId << PlaceBits) | (uint)place;

    public static int PlaceOf(long row) => (int)(row & LastPlace);
}
