using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Assets;

/// <summary>An asset whose bytes are stored and probed.</summary>
/// <param name="Asset">The row as it now is; failed when the file cannot be used.</param>
/// <param name="Path">Where the bytes lie; empty when the asset failed.</param>
/// <param name="IsTimed">Whether it has a duration: video or sound, not a still picture or a document.</param>
public sealed record PreparedAsset(AssetRecord Asset, string Path, bool IsTimed);
