namespace Reelsight.Inference.Imaging;

/// <summary>A basic colour term; the values are positions in <see cref="ColourNamer.Names"/>.</summary>
internal enum BasicColour
{
    Black,
    White,
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Blue,
    Purple,
    Pink,
    Brown,
}
