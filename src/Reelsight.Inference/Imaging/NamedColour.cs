namespace Reelsight.Inference.Imaging;

/// <summary>A colour of a region.</summary>
/// <param name="Name">One of <see cref="ColourNamer.Names"/>.</param>
/// <param name="Share">Part of the region that has it, 0 to 1, counting the middle more than the edges.</param>
public sealed record NamedColour(string Name, double Share);
