using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Backups;

/// <summary>JSON shapes of backups on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateBackup.Body), TypeInfoPropertyName = "CreateBackupBody")]
[JsonSerializable(typeof(BackupView))]
internal sealed partial class BackupsWireJson : JsonSerializerContext;
