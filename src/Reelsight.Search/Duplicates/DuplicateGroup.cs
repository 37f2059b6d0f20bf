namespace Reelsight.Search.Duplicates;

/// <summary>Videos that are joined by pairs, directly or through others.</summary>
/// <param name="VideoIds">Two or more, oldest first.</param>
/// <param name="Pairs">What joins them, surest first: the fewest that do, one less than the videos.</param>
public sealed record DuplicateGroup(IReadOnlyList<string> VideoIds, IReadOnlyList<DuplicatePair> Pairs);
