using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Vectors of some hundred unrelated training images in the joint space. A cosine alone does not say whether an image matches: some queries
/// are near to every image, some to none. How much nearer an image is than these can be compared between queries.
/// </summary>
/// <param name="Values">The vectors one after the other, quantized to -127 to 127.</param>
/// <param name="Scales">Factor for the values of each vector.</param>
public sealed record JointBackground(sbyte[] Values, float[] Scales)
{
    // "RSB1": file type and version.
    private const uint Magic = 0x31425352;

    /// <summary>No images: cosines stay as they are.</summary>
    public static JointBackground None { get; } = new([], []);

    /// <summary>Reads the background of a head shipped with the program.</summary>
    /// <param name="store">Knows the heads.</param>
    /// <param name="space">Space of the head; null for the one that the store's options choose.</param>
    /// <exception cref="ModelStoreException">There is no such head, or the hash of its file is not the expected one.</exception>
    public static JointBackground Load(ModelStore store, string? space = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var entry = store.GetHead(space);
        return Read(ModelStore.OpenHeadFile(entry, entry.Background, entry.BackgroundSha256));
    }

    /// <summary>Quantizes vectors of equal length.</summary>
    public static JointBackground Quantize(IReadOnlyList<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var map = QuantizedLinearMap.Quantize([.. vectors.SelectMany(vector => vector)], new float[vectors.Count]);
        return new JointBackground(map.Weights, map.Scales);
    }

    /// <summary>Mean and standard deviation of the cosines of the background with a vector.</summary>
    /// <param name="vector">A vector of the same length, Euclidean norm 1.</param>
    public (float Mean, float Spread) ComputeCosineStatistics(float[] vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (Scales.Length == 0)
        {
            return (0, 1);
        }

        var cosines = new QuantizedLinearMap(vector.Length, Values, Scales, new float[Scales.Length]).Apply(vector);
        var mean = TensorPrimitives.Sum<float>(cosines) / cosines.Length;
        TensorPrimitives.Subtract(cosines, mean, cosines);
        return (mean, TensorPrimitives.Norm<float>(cosines) / MathF.Sqrt(cosines.Length));
    }

    /// <summary>Writes the file: little-endian.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Scales.Length);
        writer.Write(MemoryMarshal.AsBytes(Scales.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Values.AsSpan()));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The stream holds no background, or an incomplete one.</exception>
    public static JointBackground Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadUInt32() != Magic)
            {
                throw new InvalidDataException("The file is no background of a joint space.");
            }

            var scales = new float[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
            var values = new sbyte[checked(scales.Length * JointSpace.Dimensions)];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return new JointBackground(values, scales);
        }
        catch (Exception cause) when (cause is EndOfStreamException or OverflowException)
        {
            throw new InvalidDataException("The background of the joint space is incomplete.", cause);
        }
    }
}
