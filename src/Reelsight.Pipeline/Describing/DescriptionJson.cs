using System.Text.Json.Serialization;

namespace Reelsight.Pipeline.Describing;

/// <summary>JSON of the outputs of the describing stages. The names of their members are the file format.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(Base64FloatArrayConverter)])]
[JsonSerializable(typeof(VisualDescription))]
[JsonSerializable(typeof(AudioDescription))]
[JsonSerializable(typeof(ImageDescription))]
internal sealed partial class DescriptionJson : JsonSerializerContext;
