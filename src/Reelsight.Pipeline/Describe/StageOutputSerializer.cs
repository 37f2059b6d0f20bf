using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Pipeline.Embed;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>How stage outputs are kept: compressed JSON, with vectors as base64 of little-endian floats.</summary>
internal static class StageOutputSerializer
{
    public static byte[] Serialize<T>(T output)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, output, typeof(T), StageOutputJson.Default);
        }

        return buffer.ToArray();
    }

    public static T Deserialize<T>(byte[] stored)
    {
        using var zip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        return (T)JsonSerializer.Deserialize(zip, typeof(T), StageOutputJson.Default)!;
    }
}

[JsonSourceGenerationOptions(Converters = [typeof(Base64FloatArrayConverter)])]
[JsonSerializable(typeof(VisualDescription))]
[JsonSerializable(typeof(AudioDescription))]
[JsonSerializable(typeof(ImageDescription))]
[JsonSerializable(typeof(EmbeddingResult))]
[JsonSerializable(typeof(EmbeddingRequest))]
internal sealed partial class StageOutputJson : JsonSerializerContext;

internal sealed class Base64FloatArrayConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64()).ToArray();

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
