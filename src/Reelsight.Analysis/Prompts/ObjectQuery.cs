namespace Reelsight.Analysis.Prompts;

/// <summary>A kind of object in a query.</summary>
/// <param name="Phrase">As written, lower case.</param>
/// <param name="Labels">Labels that it stands for.</param>
/// <param name="Colours">Any of these colours; empty when none is asked for.</param>
/// <param name="MinCount">So many at once, or null.</param>
internal sealed record ObjectQuery(string Phrase, IReadOnlyList<string> Labels, IReadOnlyList<string> Colours, int? MinCount)
{
    /// <summary>
    /// Whether it is only where something is to be, and a wider word than the label: "on the table", when the detector knows dining tables.
    /// That none is seen says little then.
    /// </summary>
    public bool IsLocation { get; init; }

    /// <summary>
    /// Whether it is narrower than every label that it stands for, an astronaut and person: that the label was seen leaves it open.
    /// </summary>
    public bool IsNarrower { get; init; }

    /// <summary>Whether a label is asked for.</summary>
    public bool Matches(string? label) => label is not null && Labels.Contains(label);
}
