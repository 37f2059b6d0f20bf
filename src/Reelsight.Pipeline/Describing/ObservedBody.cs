using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>What one frame shows of a person's body.</summary>
/// <param name="Postures">What can be told of how it is held.</param>
/// <param name="UpperColours">Colours of the upper body; empty where it is not seen.</param>
/// <param name="LowerColours">Colours of the thighs; empty where they are not seen.</param>
internal sealed record ObservedBody(
    IReadOnlyList<string> Postures,
    IReadOnlyList<NamedColour> UpperColours,
    IReadOnlyList<NamedColour> LowerColours
);
