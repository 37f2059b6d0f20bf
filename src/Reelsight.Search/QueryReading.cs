namespace Reelsight.Search;

/// <summary>How a query was understood.</summary>
/// <param name="Understood">Terms that map to something that an index can know, such as "vehicle: car, bus, truck".</param>
/// <param name="NotUnderstood">Words that map to nothing and were found nowhere.</param>
/// <param name="Note">When nothing was found, a sentence that says why and what would help; null otherwise.</param>
public sealed record QueryReading(IReadOnlyList<string> Understood, IReadOnlyList<string> NotUnderstood, string? Note);
