using System.Text.Json.Serialization;

namespace Reelsight.Storage.Backup;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupFile))]
internal sealed partial class BackupJson : JsonSerializerContext;
