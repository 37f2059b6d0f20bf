using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Pipeline.Describing;

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
