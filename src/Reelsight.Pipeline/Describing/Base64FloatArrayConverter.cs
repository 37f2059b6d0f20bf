using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Pipeline.Describing;

/// <summary>Writes a vector as base64 of little-endian 32-bit floats: a third of its length as decimal numbers, and exact.</summary>
internal sealed class Base64FloatArrayConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64()).ToArray();

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
