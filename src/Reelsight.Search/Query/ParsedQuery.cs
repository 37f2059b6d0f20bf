namespace Reelsight.Search.Query;

/// <summary>A query, read: one clause, or several in the order of time with a link before each but the first.</summary>
internal sealed record ParsedQuery(IReadOnlyList<ParsedClause> Clauses, IReadOnlyList<TemporalLink> Links)
{
    /// <summary>Clauses in one query at most; what comes after belongs to the last.</summary>
    public const int MaxClauses = 5;

    /// <summary>Whether it asks for an order in time.</summary>
    public bool IsTemporal => Clauses.Count > 1;

    /// <summary>All parts of all clauses.</summary>
    public IEnumerable<QueryTerm> Terms => Clauses.SelectMany(clause => clause.Terms);

    /// <summary>The same where nothing that is seen may answer.</summary>
    public ParsedQuery ForAudioOnly() => this with { Clauses = [.. Clauses.Select(clause => clause.ForAudioOnly())] };

    /// <summary>The same with pictures and entities, which belong to the first clause.</summary>
    public ParsedQuery WithImages(IReadOnlyList<QueryImage> images, IReadOnlyList<QueryImage> entities) =>
        this with
        {
            Clauses = [.. Clauses.Select((clause, n) => (n == 0 ? clause.WithImages(images, entities) : clause).WithConstraintsAsTerm())],
        };
}
