namespace Reelsight.Search.Snapshots;

/// <summary>A video in which a label was seen.</summary>
/// <param name="Video">Ordinal of the video.</param>
/// <param name="BestScore">The best detector score of its objects with the label.</param>
/// <param name="ColourMask">
/// The colours of these objects, one bit each; <see cref="UnknownColour"/> is set when an object has no known colour.
/// </param>
internal readonly record struct LabelPosting(int Video, float BestScore, int ColourMask)
{
    /// <summary>Bit for an object whose colours are not known.</summary>
    public const int UnknownColour = 1 << 31;
}
