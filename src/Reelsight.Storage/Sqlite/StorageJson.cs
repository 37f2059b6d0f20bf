using System.Text.Json.Serialization;

namespace Reelsight.Storage.Sqlite;

/// <summary>The small values that are kept as JSON inside a column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<IndexModel>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IEnumerable<int>))]
[JsonSerializable(typeof(Failure))]
internal sealed partial class StorageJson : JsonSerializerContext;
