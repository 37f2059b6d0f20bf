using System.Buffers;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.VectorSync;

/// <summary>A kind of vectors that clips have and that search compares; each kind of each tenant has a vector index of its own.</summary>
/// <param name="DescriptionSpace">The visual space that the media contents were described in: see <see cref="VisualSpaceName"/>.</param>
/// <param name="Name">The embedding space of the vectors.</param>
internal sealed record ClipVectorSpace(string DescriptionSpace, string Name)
{
    private static readonly SearchValues<char> _safe = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );

    /// <summary>The folder of an index, relative to its tenant's folder.</summary>
    public string RelativePath => Path.Combine(ToFolderName(DescriptionSpace), ToFolderName(Name));

    /// <summary>A space's name as the name of a folder.</summary>
    public static string ToFolderName(string space) =>
        string.Concat(space.TrimStart('.').Select(letter => _safe.Contains(letter) ? letter : '_'));

    /// <summary>The visual features of clips described in a visual space.</summary>
    public static ClipVectorSpace ForVisualFeatures(string descriptionSpace, SearchOptions options) =>
        new(descriptionSpace, options.VisualFeatureSpace);

    /// <summary>The vectors that a media content has in this space, one row per clip, or null when it has none.</summary>
    public QuantizedVectors? GetVectors(StoredDescription content) =>
        content.Vectors.FirstOrDefault(set => set.Space == Name && set.Unit == VectorUnit.Clip) is { } set
            ? new QuantizedVectors(set.Dimension, set.Values, set.Scales)
            : null;
}
