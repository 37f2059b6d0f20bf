using System.Text.Json.Serialization;
using Reelsight.Pipeline.Describing;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// JSON of the output of embedding tasks, whose member names are the file format, and of requests, from which the version of an output is
/// computed.
/// </summary>
[JsonSourceGenerationOptions(Converters = [typeof(Base64FloatArrayConverter)])]
[JsonSerializable(typeof(EmbeddingResult))]
[JsonSerializable(typeof(EmbeddingRequest))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
