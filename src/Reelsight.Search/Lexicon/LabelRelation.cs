namespace Reelsight.Search.Lexicon;

/// <summary>How a word of a query relates to a label.</summary>
public enum LabelRelation
{
    /// <summary>The label's own name, or another name of the same thing.</summary>
    Same,

    /// <summary>
    /// The word is a hyponym of the label, "astronaut" and person: that the label was seen does not tell whether the word holds.
    /// </summary>
    MoreSpecific,

    /// <summary>The word is a hypernym of the label: "vehicle" and car.</summary>
    MoreGeneral,

    /// <summary>The word names a part of it: "hand" and person.</summary>
    Part,

    /// <summary>An action that people do with it: "sitting" and chair.</summary>
    UsedFor,

    /// <summary>A label that the detector confuses with what the word means: "car" and bus.</summary>
    ConfusedWith,
}
