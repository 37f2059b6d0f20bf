namespace Reelsight.Search.Query;

/// <summary>A parsed query.</summary>
/// <param name="Clauses">One clause, or several in temporal order.</param>
/// <param name="Links">The temporal link before each clause but the first.</param>
internal sealed record ParsedQuery(IReadOnlyList<ParsedClause> Clauses, IReadOnlyList<TemporalLink> Links)
{
    /// <summary>Maximum number of clauses; further text belongs to the last.</summary>
    public const int MaxClauses = 5;

    /// <summary>Whether it has more than one clause.</summary>
    public bool IsTemporal => Clauses.Count > 1;

    /// <summary>The terms of all clauses.</summary>
    public IEnumerable<QueryTerm> Terms => Clauses.SelectMany(clause => clause.Terms);

    /// <summary>Drops what only visual evidence can match.</summary>
    public ParsedQuery ForAudioOnly() => this with { Clauses = [.. Clauses.Select(clause => clause.ForAudioOnly())] };

    /// <summary>Adds images and entities to the first clause.</summary>
    public ParsedQuery WithImages(IReadOnlyList<QueryImage> images, IReadOnlyList<QueryImage> entities) =>
        this with
        {
            Clauses = [.. Clauses.Select((clause, n) => (n == 0 ? clause.WithImages(images, entities) : clause).WithConstraintsAsTerm())],
        };
}
