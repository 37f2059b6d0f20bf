namespace Reelsight.Storage.Stores;

/// <summary>What was described after a stamp.</summary>
/// <param name="Count">Contents of the tenant that are described in the space now, the older ones included.</param>
/// <param name="Later">Those with later stamps, ascending.</param>
public sealed record DescriptionChanges(long Count, IReadOnlyList<DescriptionKey> Later);
