namespace Reelsight.Storage.Stores;

/// <summary>A described content and the version under which it is.</summary>
public sealed record DescriptionVersion(string ContentHash, string Version);
