namespace Reelsight.Search.Lexicon;

/// <summary>The Damerau-Levenshtein distance of two spellings (optimal string alignment).</summary>
internal static class EditDistance
{
    /// <summary>
    /// The number of letters substituted, inserted, deleted or swapped with their neighbour; null when it exceeds
    /// <paramref name="maxEdits"/>.
    /// </summary>
    public static int? Compute(string a, string b, int maxEdits)
    {
        if (Math.Abs(a.Length - b.Length) > maxEdits)
        {
            return null;
        }
        // Rows of the usual table: the current one, the last, and the one before it, which swapped letters need.
        var (row, last, before) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var rowMin = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
                rowMin = Math.Min(rowMin, row[j]);
            }
            if (rowMin > maxEdits)
            {
                return null;
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length] <= maxEdits ? last[b.Length] : null;
    }
}
