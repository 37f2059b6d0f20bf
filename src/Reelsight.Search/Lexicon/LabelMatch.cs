namespace Reelsight.Search.Lexicon;

/// <summary>A label that a word of a query stands for.</summary>
/// <param name="Label">Number in the <see cref="LabelCatalog"/>.</param>
/// <param name="Relation">How the word relates to the label.</param>
public readonly record struct LabelMatch(int Label, LabelRelation Relation)
{
    /// <summary>
    /// Whether seeing the label leaves open what the word says, because the word is narrower: search, yes-or-no and counting answers, and
    /// auto-labelling take such a sighting for a possibility.
    /// </summary>
    public bool IsNarrower => Relation == LabelRelation.MoreSpecific;
}
