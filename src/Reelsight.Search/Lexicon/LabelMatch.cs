namespace Reelsight.Search.Lexicon;

/// <summary>A label that a word of a query stands for.</summary>
/// <param name="Label">Number in the <see cref="LabelCatalog"/>.</param>
/// <param name="Relation">How the word relates to the label.</param>
public readonly record struct LabelMatch(int Label, LabelRelation Relation);
