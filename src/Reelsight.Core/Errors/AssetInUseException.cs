namespace Reelsight.Core.Errors;

/// <summary>An asset cannot be deleted while videos refer to it.</summary>
public sealed class AssetInUseException(string assetId) : Exception($"Videos still refer to the asset {assetId}.");
