namespace Reelsight.Search.Query;

/// <summary>Clothes of a colour that a person must wear.</summary>
/// <param name="Part">Where they are worn.</param>
/// <param name="Colour">Colour number.</param>
/// <param name="Text">As typed, such as "red shirt".</param>
internal sealed record ClothesColour(ClothesPart Part, int Colour, string Text);
