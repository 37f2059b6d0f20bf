namespace Reelsight.Search.Snapshots;

/// <summary>A video in which a label was seen.</summary>
/// <param name="Video">Place of the video.</param>
/// <param name="BestScore">The best detector score that any of its objects has.</param>
/// <param name="ColourMask">The colours of all of them, as bits; <see cref="UnknownColour"/> where one's are not known.</param>
internal readonly record struct LabelPosting(int Video, float BestScore, int ColourMask)
{
    /// <summary>Bit for an object whose colours are not known.</summary>
    public const int UnknownColour = 1 << 31;
}
