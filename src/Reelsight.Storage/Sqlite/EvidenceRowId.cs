namespace Reelsight.Storage.Sqlite;

/// <summary>Row ids of the words table: which described content, and which place in its evidence, in one number.</summary>
internal static class EvidenceRowId
{
    private const int IndexBits = 24;

    /// <summary>No content has more evidence than this (16.7 million facts).</summary>
    public const int MaxIndex = (1 << IndexBits) - 1;

    public static long Pack(long describedId, int index) => (describedId << IndexBits) | (uint)index;

    public static int GetEvidenceIndex(long row) => (int)(row & MaxIndex);
}
