namespace Reelsight.Search;

/// <summary>How the query was read.</summary>
/// <param name="Understood">Parts that map to something an index can know, such as "vehicle: car, bus, truck".</param>
/// <param name="NotUnderstood">Content words that map to nothing and were found nowhere.</param>
/// <param name="Note">When nothing was found: a sentence that says why and what would help; null otherwise.</param>
public sealed record QueryReading(IReadOnlyList<string> Understood, IReadOnlyList<string> NotUnderstood, string? Note);
