using Reelsight.Core.Descriptions;

namespace Reelsight.Pipeline.Describing;

/// <summary>An object in a picture: label, the detector's own confidence (0-1), box in parts of the picture (top-left origin).</summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's.</param>
/// <param name="X">Left edge, 0-1.</param>
/// <param name="Y">Top edge, 0-1.</param>
/// <param name="Width">0-1.</param>
/// <param name="Height">0-1.</param>
/// <param name="Colours">Colour names that cover a notable share of it, most first.</param>
/// <param name="Alternatives">What else the detector took it for, surest first.</param>
public sealed record ImageObject(
    string Label,
    double Confidence,
    float X,
    float Y,
    float Width,
    float Height,
    IReadOnlyList<string> Colours,
    IReadOnlyList<AlternativeLabel> Alternatives
);
