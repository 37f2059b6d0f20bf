using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Pipeline.Embedding;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Describing;

[JsonSourceGenerationOptions(Converters = [typeof(Base64FloatArrayConverter)])]
[JsonSerializable(typeof(VisualDescription))]
[JsonSerializable(typeof(AudioDescription))]
[JsonSerializable(typeof(ImageDescription))]
[JsonSerializable(typeof(EmbeddingResult))]
[JsonSerializable(typeof(EmbeddingRequest))]
internal sealed partial class StageOutputJson : JsonSerializerContext;
