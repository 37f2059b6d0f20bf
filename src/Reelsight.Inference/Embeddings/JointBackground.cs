using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Where some hundred pictures of the training lie in the joint space. A cosine alone does not say whether anything fits: some questions
/// are near to every picture, some to none. How much nearer a picture is than these are can be compared between questions.
/// </summary>
/// <param name="Values">The pictures' vectors, one after the other, as whole numbers from -127 to 127.</param>
/// <param name="Scales">What the numbers of each picture are to be multiplied by.</param>
public sealed record JointBackground(sbyte[] Values, float[] Scales)
{
    // "RSB1": four bytes that say what the file is, and in which form.
    private const uint Magic = 0x31425352;

    /// <summary>No pictures: cosines stay as they are.</summary>
    public static JointBackground None { get; } = new([], []);

    /// <summary>Rounds vectors, which have all as many numbers.</summary>
    public static JointBackground Quantize(IReadOnlyList<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var map = QuantizedLinearMap.Quantize([.. vectors.SelectMany(vector => vector)], new float[vectors.Count]);
        return new JointBackground(map.Weights, map.Scales);
    }

    /// <summary>How near the pictures are to a vector: mean and standard deviation of their cosines with it.</summary>
    /// <param name="vector">As many numbers as the pictures' vectors have, Euclidean norm 1.</param>
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
