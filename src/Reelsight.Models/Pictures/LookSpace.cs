using System.Numerics.Tensors;
using Reelsight.Models.Joint;

namespace Reelsight.Models;

/// <summary>
/// How a picture looks, so that the same footage is known again after it was cropped, mirrored, darkened or compressed: two middle layers
/// of the picture network, whitened. Whitening makes the directions in which photos differ anyway count as little as they tell; what is
/// left of two unrelated pictures has a cosine near 0. `./reelsight train looks` makes the map and measures it.
/// </summary>
/// <param name="Map">From the two layers, each with its square root taken and norm 1, to the space.</param>
public sealed record LookSpace(LinearMap Map)
{
    private static readonly Lazy<LookSpace> _default = new(() =>
        Read(typeof(LookSpace).Assembly.GetManifestResourceStream("look-space.txt")!)
    );

    /// <summary>Name of the space.</summary>
    public const string Name = "resnet18-look-1";

    /// <summary>Numbers in a vector.</summary>
    public const int Dimensions = 256;

    /// <summary>
    /// Numbers that the map takes: the first two layers of <see cref="PictureFeatures"/>, which see more of shapes than of kinds.
    /// </summary>
    public static int Inputs { get; } = PictureFeatures.Layers[0] + PictureFeatures.Layers[1];

    /// <summary>The map that comes with the program.</summary>
    public static LookSpace Default => _default.Value;

    /// <summary>What the map takes: the layers, each with its square root taken and norm 1.</summary>
    /// <param name="features">What <see cref="PictureFeatures"/> says of a picture.</param>
    public static float[] Level(ReadOnlySpan<float> features)
    {
        var levelled = features[..Inputs].ToArray();
        TensorPrimitives.Max(levelled, 0f, levelled);
        TensorPrimitives.Sqrt(levelled, levelled);
        Normalise(levelled.AsSpan(0, PictureFeatures.Layers[0]));
        Normalise(levelled.AsSpan(PictureFeatures.Layers[0]));
        return levelled;
    }

    /// <summary>The vector of a picture: <see cref="Dimensions"/> numbers, Euclidean norm 1.</summary>
    /// <param name="features">What <see cref="PictureFeatures"/> says of it, without its bars (<see cref="Borders.Trim"/>).</param>
    public float[] Of(ReadOnlySpan<float> features)
    {
        var vector = Map.Apply(Level(features));
        Normalise(vector);
        return vector;
    }

    /// <summary>Writes the map as text: lines of comment, then scales, offsets and weights in base 64.</summary>
    public void Write(TextWriter writer, string comment)
    {
        ArgumentNullException.ThrowIfNull(writer);
        const int LineLength = 160;
        writer.Write($"# {comment}\n");
        foreach (
            var block in (byte[][])
                [
                    [.. Bytes<float>(Map.Scales)],
                    [.. Bytes<float>(Map.Offsets)],
                    [.. Bytes<sbyte>(Map.Weights)],
                ]
        )
        {
            foreach (var line in Convert.ToBase64String(block).Chunk(LineLength))
            {
                writer.Write($"{new string(line)}\n");
            }

            writer.Write('\n');
        }
    }

    private static LookSpace Read(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var blocks = string.Join('\n', reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')))
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => Convert.FromBase64String(block.ReplaceLineEndings("")))
            .ToArray();
        return new LookSpace(new LinearMap(Inputs, Of<sbyte>(blocks[2]), Of<float>(blocks[0]), Of<float>(blocks[1])));
    }

    private static ReadOnlySpan<byte> Bytes<T>(T[] values)
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan());

    private static T[] Of<T>(byte[] bytes)
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes).ToArray();

    private static void Normalise(Span<float> values)
    {
        var norm = TensorPrimitives.Norm<float>(values);
        if (norm > 0)
        {
            TensorPrimitives.Divide(values, norm, values);
        }
    }
}
