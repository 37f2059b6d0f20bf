using System.Globalization;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Models.Objects;

/// <summary>
/// What tells one look-alike vector from another. The features are never negative, so all pictures point roughly the same way, and what
/// they differ in most is how plain they are. Without their mean and those directions, pictures of different scenes lie near 0.
/// </summary>
public sealed class LookContrast
{
    private const int Directions = 4;
    private const float Unit = 10_000;

    private readonly float[] _mean;
    private readonly float[][] _common;

    private LookContrast(float[] mean, float[][] common, string name) => (_mean, _common, Name) = (mean, common, name);

    /// <summary>Another one for other numbers; empty when vectors are left as they are.</summary>
    public string Name { get; }

    /// <summary>For the space <see cref="ObjectDetector.LookAlikeSpace"/>.</summary>
    public static LookContrast OfPictures { get; } = Read();

    /// <summary>Leaves vectors of any length as they are.</summary>
    public static LookContrast None { get; } = new([], [], "");

    /// <summary>What is left of a vector, scaled to length 1. Zeros stay zeros.</summary>
    /// <param name="vector">L2-normalised, or zeros.</param>
    /// <exception cref="ArgumentException">It is not of the space.</exception>
    public float[] Of(ReadOnlySpan<float> vector)
    {
        var rest = vector.ToArray();
        if (_mean.Length == 0 || TensorPrimitives.Norm(vector) == 0) return rest;
        TensorPrimitives.Subtract(rest, _mean, rest);
        foreach (var direction in _common)
            TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<float>(rest, direction), rest, rest);
        var norm = TensorPrimitives.Norm<float>(rest);
        if (norm > 0) TensorPrimitives.Divide(rest, norm, rest);
        return rest;
    }

    private static LookContrast Read()
    {
        using var reader = new StreamReader(typeof(LookContrast).Assembly.GetManifestResourceStream("look-contrast.txt")!);
        var text = reader.ReadToEnd();
        float[] all = [.. text.Split('\n').Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(value => int.Parse(value, CultureInfo.InvariantCulture) / Unit)];
        var rows = all.Chunk(all.Length / (1 + Directions)).ToArray();
        return new LookContrast(rows[0], rows[1..], "contrast " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]);
    }
}
