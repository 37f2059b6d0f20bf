using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Pipeline.Embed;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>How stage outputs are kept: compressed JSON, with vectors as base64 of little-endian floats.</summary>
internal static class StageOutput
{
    public static byte[] Write<T>(T output)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, output, typeof(T), StageOutputJson.Default);
        }

        return buffer.ToArray();
    }

    public static T Read<T>(byte[] stored)
    {
        using var zip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        return (T)JsonSerializer.Deserialize(zip, typeof(T), StageOutputJson.Default)!;
    }
}

[JsonSourceGenerationOptions(Converters = [typeof(FloatsAsBase64)])]
[JsonSerializable(typeof(PictureDescription))]
[JsonSerializable(typeof(SoundDescription))]
[JsonSerializable(typeof(ImageDescription))]
[JsonSerializable(typeof(Embedded))]
[JsonSerializable(typeof(EmbeddingRequest))]
internal sealed partial class StageOutputJson : JsonSerializerContext;

internal sealed class FloatsAsBase64 : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64()).ToArray();

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
