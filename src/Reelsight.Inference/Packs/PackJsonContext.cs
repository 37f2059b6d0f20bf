using System.Text.Json.Serialization;

namespace Reelsight.Inference.Packs;

/// <summary>JSON of manifest and installation records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PackManifest))]
[JsonSerializable(typeof(InstalledPack))]
[JsonSerializable(typeof(PackConversion))]
internal sealed partial class PackJsonContext : JsonSerializerContext;
