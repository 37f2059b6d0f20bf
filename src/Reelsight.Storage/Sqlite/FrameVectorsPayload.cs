using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The frame vectors of one clip as bytes: space, dimensions, count, times, a scale per frame, 8-bit values. Little-endian.
/// </summary>
internal static class FrameVectorsPayload
{
    /// <summary>Serializes a range of frames.</summary>
    public static byte[] ToBytes(FrameVectorSet frames, int from, int to)
    {
        var set = VectorQuantizer.Quantize(
            new VectorSet(
                frames.Space,
                VectorUnit.Clip,
                frames.Dimension,
                frames.Values[(from * frames.Dimension)..(to * frames.Dimension)]
            )
        );
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(frames.Space);
        writer.Write(frames.Dimension);
        writer.Write(to - from);
        for (var frame = from; frame < to; frame++)
        {
            writer.Write(frames.TimesSec[frame]);
        }
        writer.Write(MemoryMarshal.AsBytes<float>(set.Scales));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(set.Values));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Deserializes frames; each value is off by at most half its scale.</summary>
    public static FrameVectorSet FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var (space, dimension) = (reader.ReadString(), reader.ReadInt32());
        var times = new double[reader.ReadInt32()];
        for (var frame = 0; frame < times.Length; frame++)
        {
            times[frame] = reader.ReadDouble();
        }
        var scales = new float[times.Length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        var values = new sbyte[times.Length * dimension];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new FrameVectorSet(
            space,
            dimension,
            times,
            VectorQuantizer.Dequantize(new QuantizedVectorSet(space, VectorUnit.Clip, dimension, values, scales)).Values
        );
    }
}
