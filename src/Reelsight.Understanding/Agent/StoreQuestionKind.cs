using System.Text.RegularExpressions;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Agent;

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
