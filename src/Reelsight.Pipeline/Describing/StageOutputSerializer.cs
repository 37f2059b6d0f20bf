using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reelsight.Pipeline.Describing;

/// <summary>The stored form of stage outputs: gzip-compressed JSON, with vectors as base64 of little-endian 32-bit floats.</summary>
internal static class StageOutputSerializer
{
    public static byte[] Serialize<T>(T output, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, output, type);
        }

        return buffer.ToArray();
    }

    public static T Deserialize<T>(byte[] stored, JsonTypeInfo<T> type)
    {
        using var zip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(zip, type)!;
    }
}
