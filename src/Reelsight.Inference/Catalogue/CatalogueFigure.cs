namespace Reelsight.Inference.Catalogue;

/// <summary>What somebody measured of a pack.</summary>
/// <param name="Text">The figure, with what was measured.</param>
/// <param name="Source">Who measured it and where it stands.</param>
public sealed record CatalogueFigure(string Text, string Source);
