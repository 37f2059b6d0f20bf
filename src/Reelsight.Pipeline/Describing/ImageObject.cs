using Reelsight.Core.Descriptions;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// An object in an image: label, the detector's confidence (0-1), and box relative to the image (origin at the top left).
/// </summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's confidence, 0-1.</param>
/// <param name="X">Left edge, 0-1.</param>
/// <param name="Y">Top edge, 0-1.</param>
/// <param name="Width">Width, 0-1.</param>
/// <param name="Height">Height, 0-1.</param>
/// <param name="Colours">Names of its main colours, largest share first.</param>
/// <param name="Alternatives">Other labels the detector gave it, highest confidence first.</param>
public sealed record ImageObject(
    string Label,
    double Confidence,
    float X,
    float Y,
    float Width,
    float Height,
    IReadOnlyList<string> Colours,
    IReadOnlyList<AlternativeLabel> Alternatives
)
{
    /// <summary>For people: posture and clothes, of which the times mean nothing; null where nobody looked.</summary>
    public BodyDescription? Body { get; init; }
}
