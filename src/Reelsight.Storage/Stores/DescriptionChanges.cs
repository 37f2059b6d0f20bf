namespace Reelsight.Storage.Stores;

/// <summary>The descriptions that were stored after a stamp.</summary>
/// <param name="Count">Number of media contents that the tenant has described in the space now, older ones included.</param>
/// <param name="Later">The descriptions with later stamps, ascending.</param>
public sealed record DescriptionChanges(long Count, IReadOnlyList<DescriptionKey> Later);
