namespace Reelsight.Labels.Agreement;

/// <summary>A unit that several people judged.</summary>
/// <param name="Values">One for each person; null where somebody gave none.</param>
/// <param name="Weight">How many units are judged alike here, such as the frames of an interval.</param>
public sealed record RatedUnit(IReadOnlyList<string?> Values, long Weight = 1);
