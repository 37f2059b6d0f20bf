namespace Reelsight.Search.Lexicon;

/// <summary>How a word of a query relates to a label.</summary>
public enum LabelRelation
{
    /// <summary>The label's own name, or another name of the same thing.</summary>
    Same,

    /// <summary>The word is more special than the label: "worker" and person.</summary>
    MoreSpecific,

    /// <summary>The word is more general: "vehicle" and car.</summary>
    MoreGeneral,

    /// <summary>The word names a part of it: "hand" and person.</summary>
    Part,

    /// <summary>What people do with it: "sitting" and chair.</summary>
    UsedFor,

    /// <summary>Another label that the detector gives such things when it errs: "car" and bus.</summary>
    ConfusedWith,
}
