using System.Numerics.Tensors;
using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// How a picture looks, so that the same footage is known again after it was cropped, mirrored, darkened or compressed: two middle layers
/// of the picture network, whitened. Whitening makes the directions in which photos differ anyway count as little as they tell; what is
/// left of two unrelated pictures has a cosine near 0. `./reelsight train looks` makes the map and measures it.
/// </summary>
/// <param name="Map">From the two layers, each with its square root taken and norm 1, to the space.</param>
public sealed record VisualSimilaritySpace(QuantizedLinearMap Map)
{
    private static readonly Lazy<VisualSimilaritySpace> _default = new(() =>
        Read(typeof(VisualSimilaritySpace).Assembly.GetManifestResourceStream("look-space.txt")!)
    );

    /// <summary>Name of the space.</summary>
    public const string Name = "resnet18-look-1";

    /// <summary>Numbers in a vector.</summary>
    public const int Dimensions = 256;

    /// <summary>
    /// Numbers that the map takes: the first two layers of <see cref="ImageFeatureExtractor"/>, which see more of shapes than of kinds.
    /// </summary>
    public static int InputDimensions { get; } = ImageFeatureExtractor.LayerSizes[0] + ImageFeatureExtractor.LayerSizes[1];

    /// <summary>The map that comes with the program.</summary>
    public static VisualSimilaritySpace Default => _default.Value;

    /// <summary>What the map takes: the layers, each with its square root taken and norm 1.</summary>
    /// <param name="features">What <see cref="ImageFeatureExtractor"/> says of a picture.</param>
    public static float[] NormalizeLayers(ReadOnlySpan<float> features)
    {
        var normalized = features[..InputDimensions].ToArray();
        TensorPrimitives.Max(normalized, 0f, normalized);
        TensorPrimitives.Sqrt(normalized, normalized);
        Normalize(normalized.AsSpan(0, ImageFeatureExtractor.LayerSizes[0]));
        Normalize(normalized.AsSpan(ImageFeatureExtractor.LayerSizes[0]));
        return normalized;
    }

    /// <summary>The vector of a picture: <see cref="Dimensions"/> numbers, Euclidean norm 1.</summary>
    /// <param name="features">What <see cref="ImageFeatureExtractor"/> says of it, without its bars (<see cref="LetterboxTrimmer.Trim"/>).</param>
    public float[] Compute(ReadOnlySpan<float> features)
    {
        var vector = Map.Apply(NormalizeLayers(features));
        Normalize(vector);
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
                    [.. ToBytes<float>(Map.Scales)],
                    [.. ToBytes<float>(Map.Offsets)],
                    [.. ToBytes<sbyte>(Map.Weights)],
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

    private static VisualSimilaritySpace Read(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var blocks = string.Join('\n', reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')))
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => Convert.FromBase64String(block.ReplaceLineEndings("")))
            .ToArray();
        return new VisualSimilaritySpace(
            new QuantizedLinearMap(InputDimensions, Compute<sbyte>(blocks[2]), Compute<float>(blocks[0]), Compute<float>(blocks[1]))
        );
    }

    private static ReadOnlySpan<byte> ToBytes<T>(T[] values)
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan());

    private static T[] Compute<T>(byte[] bytes)
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes).ToArray();

    private static void Normalize(Span<float> values)
    {
        var norm = TensorPrimitives.Norm<float>(values);
        if (norm > 0)
        {
            TensorPrimitives.Divide(values, norm, values);
        }
    }
}
