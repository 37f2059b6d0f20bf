using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Inference.Embeddings;

/// <summary>What was trained: how features are scaled, how they become a point in the joint space, and how they become names.</summary>
/// <param name="Scaling">Brings features to a common scale.</param>
/// <param name="Captions">From scaled features to the joint space, and from text vectors; null in a head trained without captions.</param>
/// <param name="Names">What the concepts are called, in plain English.</param>
/// <param name="Concepts">From scaled features to one number for each name; the greater, the likelier.</param>
/// <param name="Temperature">What those numbers are divided by to become the logarithms of probabilities; above 0.</param>
public sealed record JointHead(
    FeatureScaling Scaling,
    CaptionMaps? Captions,
    IReadOnlyList<string> Names,
    QuantizedLinearMap Concepts,
    float Temperature
)
{
    // "RSH1": four bytes that say what the file is, and in which form.
    private const uint Magic = 0x31485352;

    /// <summary>Writes the head: little-endian, weights as bytes, the rest as 32-bit floats.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        Write(writer, Scaling.Mean);
        Write(writer, Scaling.StandardDeviation);
        writer.Write(Captions is not null);
        if (Captions is not null)
        {
            Write(writer, Captions.ImageMap);
            Write(writer, Captions.TextMean);
            Write(writer, Captions.TextMap);
        }

        writer.Write(Names.Count);
        foreach (var name in Names)
        {
            writer.Write(name);
        }

        Write(writer, Concepts);
        writer.Write(Temperature);
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="InvalidDataException">The stream holds no head, or an incomplete one.</exception>
    public static JointHead Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadUInt32() != Magic)
            {
                throw new InvalidDataException("The file is no joint head.");
            }

            var scaling = new FeatureScaling(ReadFloats(reader), ReadFloats(reader));
            var captions = reader.ReadBoolean() ? new CaptionMaps(ReadMap(reader), ReadFloats(reader), ReadMap(reader)) : null;
            var names = Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString()).ToArray();
            return new JointHead(scaling, captions, names, ReadMap(reader), reader.ReadSingle());
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The joint head is incomplete.", cause);
        }
    }

    private static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void Write(BinaryWriter writer, QuantizedLinearMap map)
    {
        writer.Write(map.Inputs);
        Write(writer, map.Scales);
        Write(writer, map.Offsets);
        writer.Write(MemoryMarshal.AsBytes(map.Weights.AsSpan()));
    }

    private static float[] ReadFloats(BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static QuantizedLinearMap ReadMap(BinaryReader reader)
    {
        var inputs = reader.ReadInt32();
        var scales = ReadFloats(reader);
        var offsets = ReadFloats(reader);
        var weights = new sbyte[checked(inputs * scales.Length)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new QuantizedLinearMap(inputs, weights, scales, offsets);
    }
}
