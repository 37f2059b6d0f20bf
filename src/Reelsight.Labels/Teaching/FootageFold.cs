namespace Reelsight.Labels.Teaching;

/// <summary>
/// Halves of all footage. Other footage counts as not showing a label, and may show it all the same: so no video is scored by a classifier
/// that was told so of it, but by one that learned from the other half.
/// </summary>
internal static class FootageFold
{
    /// <summary>How many there are.</summary>
    public const int Count = 2;

    /// <summary>The half of a video, 0 or 1, always the same.</summary>
    public static int Find(string videoId)
    {
        // FNV-1a: unlike the hash codes of the runtime, the same in every process.
        var hash = 2_166_136_261u;
        foreach (var letter in videoId)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
