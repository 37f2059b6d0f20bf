namespace Reelsight.Inference.Imaging;

/// <summary>A named colour of a region.</summary>
/// <param name="Name">One of <see cref="ColourNamer.Names"/>.</param>
/// <param name="Share">Share of the region that has it, 0 to 1, with the middle weighted more than the edges.</param>
public sealed record NamedColour(string Name, double Share);
