namespace Reelsight.Core;

/// <summary>How well a moment matches a query: the API's <c>confidence</c>.</summary>
public enum Confidence
{
    /// <summary>The best there is, though little of the query was found.</summary>
    Low,

    /// <summary>Part of the query was found, or all of it with weak evidence.</summary>
    Medium,

    /// <summary>All of the query was found, with strong evidence.</summary>
    High,
}
