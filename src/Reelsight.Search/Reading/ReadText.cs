namespace Reelsight.Search.Reading;

/// <summary>How two clauses of a query follow one another in time.</summary>
/// <param name="IsSameTime">Both at once; otherwise the second begins after the first.</param>
/// <param name="WithinSec">From the end of the first to the start of the second at most.</param>
internal readonly record struct TimeLink(bool IsSameTime, double WithinSec)
{
    /// <summary>What "then" means when no time is given.</summary>
    public const double UsualSec = 60;

    /// <summary>"Right after".</summary>
    public const double AtOnceSec = 5;

    /// <summary>"Shortly after".</summary>
    public const double SoonSec = 15;
}

/// <summary>A query, read: one clause, or several in the order of time with a link before each but the first.</summary>
internal sealed record ReadText(IReadOnlyList<ReadQuery> Clauses, IReadOnlyList<TimeLink> Links)
{
    /// <summary>Clauses in one query at most; what comes after belongs to the last.</summary>
    public const int MostClauses = 5;

    /// <summary>Whether it asks for an order in time.</summary>
    public bool IsOrdered => Clauses.Count > 1;

    /// <summary>All parts of all clauses.</summary>
    public IEnumerable<QueryPart> Parts => Clauses.SelectMany(clause => clause.Parts);

    /// <summary>The same where nothing that is seen may answer.</summary>
    public ReadText Heard() => this with { Clauses = [.. Clauses.Select(clause => clause.Heard())] };

    /// <summary>The same with pictures and entities, which belong to the first clause.</summary>
    public ReadText With(IReadOnlyList<QueryPicture> pictures, IReadOnlyList<QueryPicture> entities) =>
        this with
        {
            Clauses = [.. Clauses.Select((clause, n) => (n == 0 ? clause.With(pictures, entities) : clause).Complete())],
        };
}
