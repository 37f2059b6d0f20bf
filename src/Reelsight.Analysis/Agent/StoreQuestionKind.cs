using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Agent;

/// <summary>What is asked of a store as a whole.</summary>
internal enum StoreQuestionKind
{
    /// <summary>The same that could be asked of each item.</summary>
    EachItem,

    /// <summary>Which items there are.</summary>
    Inventory,

    /// <summary>Which items have something in them, and where.</summary>
    WhichItems,
}
