using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Assets;

/// <summary>An asset whose bytes are stored and probed.</summary>
/// <param name="Asset">The record after preparation; its status is failed when the file cannot be used.</param>
/// <param name="Path">Path of the file; empty when the asset failed.</param>
/// <param name="IsTimed">Whether it has a duration: video or audio, not a still image or a document.</param>
public sealed record PreparedAsset(AssetRecord Asset, string Path, bool IsTimed);
