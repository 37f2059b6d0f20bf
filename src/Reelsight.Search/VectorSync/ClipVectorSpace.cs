using System.Buffers;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.VectorSync;

/// <summary>A kind of vectors that clips have and that search compares.</summary>
/// <param name="DescriptionSpace">The space for which the contents were described: see <see cref="VisualSpaceName"/>.</param>
/// <param name="Space">The space that they are stored under.</param>
/// <param name="TransformName">A name for what is done to them before they are compared; empty for nothing. Another name has them made
/// anew.</param>
/// <param name="Transform">Does it to one vector.</param>
internal sealed record ClipVectorSpace(
    string DescriptionSpace,
    string Space,
    string TransformName,
    Func<ReadOnlySpan<float>, float[]>? Transform
)
{
    private static readonly SearchValues<char> _safe = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );

    /// <summary>Space and change together: what the segments of an index have in common.</summary>
    public string Name => TransformName.Length == 0 ? Space : $"{Space}, {TransformName}";

    /// <summary>Where an index of it lies in its tenant's folder.</summary>
    public string RelativePath => Path.Combine(ToFolderName(DescriptionSpace), ToFolderName(Space));

    /// <summary>A space as the name of a folder.</summary>
    public static string ToFolderName(string space) =>
        string.Concat(space.TrimStart('.').Select(letter => _safe.Contains(letter) ? letter : '_'));

    /// <summary>How clips look; compared as they are stored.</summary>
    public static ClipVectorSpace ForVisualFeatures(string described, string space) => new(described, space, "", null);

    /// <summary>A space whose vectors are compared as they are stored.</summary>
    public static ClipVectorSpace AsStored(string described, string space) => new(described, space, "", null);

    /// <summary>The vectors of a content as they are compared, or null when it has none.</summary>
    public QuantizedVectors? GetVectors(StoredDescription content)
    {
        var set = content.Vectors.FirstOrDefault(set => set.Space == Space && set.Unit == VectorUnit.Clip);
        if (set is null)
        {
            return null;
        }
        var stored = new QuantizedVectors(set.Dimension, set.Values, set.Scales);
        if (Transform is null)
        {
            return stored;
        }
        var values = stored.ToFloats();
        for (var row = 0; row < set.Scales.Length; row++)
        {
            var vector = values.AsSpan(row * set.Dimension, set.Dimension);
            Transform(vector).CopyTo(vector);
        }
        return QuantizedVectors.FromFloats(values, set.Dimension);
    }
}
