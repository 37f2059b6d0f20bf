namespace Reelsight.Labels.Teaching;

/// <summary>What a label was trained on, and how well it did on examples that it had not seen.</summary>
public sealed record TeachingFigures
{
    /// <summary>How far it has come.</summary>
    public required TeachingState State { get; init; }

    /// <summary>Accepted intervals that it learned from.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rejected intervals that it learned from.</summary>
    public required int Rejected { get; init; }

    /// <summary>Videos with an accepted interval.</summary>
    public required int Videos { get; init; }

    /// <summary>Intervals that are both accepted and rejected; they are left out.</summary>
    public int Contradictory { get; init; }

    /// <summary>Intervals in videos that are gone or not described; they are left out.</summary>
    public int Missing { get; init; }

    /// <summary>
    /// Share of the accepted intervals that it proposed without having seen them, 0-1; null while that cannot be measured.
    /// </summary>
    public double? Found { get; init; }

    /// <summary>
    /// Share of its proposals that were accepted intervals, 0-1; null while that cannot be measured or it proposed nothing.
    /// </summary>
    public double? Right { get; init; }
}
