namespace Reelsight.Storage.Stores;

/// <summary>How the clauses of a <see cref="WordQuery"/> are combined.</summary>
public enum WordQueryMode
{
    /// <summary>A text matches when it contains at least one of the clauses (OR).</summary>
    Any,

    /// <summary>A text matches when it contains every clause (AND).</summary>
    All,
}
