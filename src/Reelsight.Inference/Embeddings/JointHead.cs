using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>Trained weights: of the feature scaling, the maps into the joint space and the concept classifier.</summary>
/// <param name="Scaling">Scales features.</param>
/// <param name="Captions">From scaled features to the joint space, and from text vectors; null in a head trained without captions.</param>
/// <param name="Names">Names of the concepts, in plain English.</param>
/// <param name="Concepts">From scaled features to one score per concept; the greater, the likelier.</param>
/// <param name="Temperature">Divisor that turns the scores into logits; above 0.</param>
public sealed record JointHead(
    FeatureScaling Scaling,
    CaptionMaps? Captions,
    IReadOnlyList<string> Names,
    QuantizedLinearMap Concepts,
    float Temperature
)
{
    // "RSH1": file type and version.
    private const uint Magic = 0x31485352;

    /// <summary>Reads a head shipped with the program.</summary>
    /// <param name="store">Knows the heads.</param>
    /// <param name="space">Space of the head; null for the one that the store's options choose.</param>
    /// <exception cref="ModelStoreException">There is no such head, or the hash of its file is not the expected one.</exception>
    public static JointHead Load(ModelStore store, string? space = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var entry = store.GetHead(space);
        return Read(ModelStore.OpenHeadFile(entry, entry.File, entry.Sha256));
    }

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
