namespace Reelsight.Storage.Sqlite;

/// <summary>Row ids of the full-text table: the id of a description and an index in its evidence, packed into one number.</summary>
internal static class EvidenceRowId
{
    private const int IndexBits = 24;

    /// <summary>The maximum index, and so the maximum amount of evidence of a media content (16.7 million).</summary>
    public const int MaxIndex = (1 << IndexBits) - 1;

    public static long Pack(long describedId, int index) => (describedId << IndexBits) | (uint)index;

    public static int GetEvidenceIndex(long row) => (int)(row & MaxIndex);
}
