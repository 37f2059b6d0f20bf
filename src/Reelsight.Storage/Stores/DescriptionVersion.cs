namespace Reelsight.Storage.Stores;

/// <summary>A described media content and the version of its description.</summary>
public sealed record DescriptionVersion(string ContentHash, string Version);
