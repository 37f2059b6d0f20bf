namespace Reelsight.Search.Duplicates;

/// <summary>Videos that are near-duplicates of each other, directly or through others.</summary>
/// <param name="VideoIds">Two or more, oldest first.</param>
/// <param name="Pairs">The pairs that join them, most certain first: one less than there are videos.</param>
public sealed record DuplicateGroup(IReadOnlyList<string> VideoIds, IReadOnlyList<DuplicatePair> Pairs);
