using System.Text.Json.Serialization;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>JSON serialization of columns: small values and whole resources.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(IReadOnlyList<IndexModel>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IEnumerable<int>))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(EntityCollectionRecord))]
[JsonSerializable(typeof(EntityRecord))]
[JsonSerializable(typeof(FailedTranscriptionRecord))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(RedirectUriRecord))]
[JsonSerializable(typeof(KnowledgeStoreRecord))]
[JsonSerializable(typeof(ItemCollectionRecord))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(AnalyzeTaskRecord))]
[JsonSerializable(typeof(AnalyzeBatchRecord))]
[JsonSerializable(typeof(IdempotentResponseRecord))]
[JsonSerializable(typeof(SavedSearchRecord))]
[JsonSerializable(typeof(WebhookRecord))]
[JsonSerializable(typeof(WebhookDeliveryRecord))]
[JsonSerializable(typeof(EmbeddingTaskRecord))]
[JsonSerializable(typeof(LabelSetRecord))]
[JsonSerializable(typeof(AnnotationRecord))]
[JsonSerializable(typeof(AutoLabelRunRecord))]
[JsonSerializable(typeof(TaughtLabelRecord))]
[JsonSerializable(typeof(ExportRecord))]
internal sealed partial class StorageJson : JsonSerializerContext;
