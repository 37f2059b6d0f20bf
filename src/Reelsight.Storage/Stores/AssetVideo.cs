namespace Reelsight.Storage.Stores;

/// <summary>A video of an asset, and the index that holds it.</summary>
public sealed record AssetVideo(string Id, string IndexId, string IndexName);
