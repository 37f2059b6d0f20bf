using System.Numerics.Tensors;

namespace Reelsight.Inference.Embeddings;

/// <summary>
/// Visual similarity: finds near-duplicates after cropping, mirroring, darkening or compression. The vector is two middle layers
/// of the image network, whitened. Whitening weakens the directions in which all photos differ; two unrelated images then have a
/// cosine near 0. `./reelsight train looks` makes the map and measures it.
/// </summary>
/// <param name="Map">From the two layers, each square-rooted and normalised, to the space.</param>
public sealed record VisualSimilaritySpace(QuantizedLinearMap Map)
{
    private static readonly Lazy<VisualSimilaritySpace> _default = new(() =>
        Read(typeof(VisualSimilaritySpace).Assembly.GetManifestResourceStream("look-space.txt")!)
    );

    /// <summary>Name of the space.</summary>
    public const string Name = "resnet18-look-1";

    /// <summary>Number of dimensions of a vector.</summary>
    public const int Dimensions = 256;

    /// <summary>
    /// Inputs of the map: the first two layers of <see cref="ImageFeatureExtractor"/>, which represent shapes more than categories.
    /// </summary>
    public static int InputDimensions { get; } = ImageFeatureExtractor.LayerSizes[0] + ImageFeatureExtractor.LayerSizes[1];

    /// <summary>The map shipped with the program.</summary>
    public static VisualSimilaritySpace Default => _default.Value;

    /// <summary>Prepares the input of the map: the layers, each square-rooted and normalised.</summary>
    /// <param name="features">Output of <see cref="ImageFeatureExtractor"/> for an image.</param>
    public static float[] NormalizeLayers(ReadOnlySpan<float> features)
    {
        var normalized = features[..InputDimensions].ToArray();
        TensorPrimitives.Max(normalized, 0f, normalized);
        TensorPrimitives.Sqrt(normalized, normalized);
        Normalize(normalized.AsSpan(0, ImageFeatureExtractor.LayerSizes[0]));
        Normalize(normalized.AsSpan(ImageFeatureExtractor.LayerSizes[0]));
        return normalized;
    }

    /// <summary>Computes the vector of an image: <see cref="Dimensions"/> values, Euclidean norm 1.</summary>
    /// <param name="features">Output of <see cref="ImageFeatureExtractor"/> for the image without its letterbox bars.</param>
    public float[] Compute(ReadOnlySpan<float> features)
    {
        var vector = Map.Apply(NormalizeLayers(features));
        Normalize(vector);
        return vector;
    }

    /// <summary>Writes the map as text: comment lines, then scales, offsets and weights in base64.</summary>
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
