namespace Reelsight.Core;

/// <summary>How strongly a moment matches: the API's <c>confidence</c>.</summary>
public enum Confidence
{
    /// <summary>A best guess.</summary>
    Low,

    /// <summary>Part of what was asked, or all of it weakly.</summary>
    Medium,

    /// <summary>All of what was asked, found outright.</summary>
    High,
}
