namespace Reelsight.Search;

/// <summary>Finds the moments of labels that were taught by example, when a query is the name of one.</summary>
public interface ITaughtMoments
{
    /// <summary>
    /// The moments of the label whose name the query's text is; null when there is no such label or it has learned nothing.
    /// </summary>
    Task<IReadOnlyList<Moment>?> FindAsync(SearchQuery query, CancellationToken ct);
}
