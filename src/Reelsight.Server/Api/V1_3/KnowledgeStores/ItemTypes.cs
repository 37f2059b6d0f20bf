using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>The two types of items; a guess from the file's name until the asset is probed.</summary>
internal static class ItemTypes
{
    internal const string Video = "video";
    internal const string Image = "image";

    internal static string FromAsset(AssetRecord asset) => asset.FileType.StartsWith("image/", StringComparison.Ordinal) ? Image : Video;
}
