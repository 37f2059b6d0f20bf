namespace Reelsight.Analysis.Agent;

/// <summary>Kinds of questions about a store.</summary>
internal enum StoreQuestionKind
{
    /// <summary>A question that is answered for each item.</summary>
    EachItem,

    /// <summary>A list or the number of items.</summary>
    Inventory,

    /// <summary>Which items contain something, and where.</summary>
    WhichItems,
}
