using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>The vector spaces that the default pack fills. Vectors of two spaces are never compared.</summary>
public static class EmbeddingSpaces
{
    /// <summary>Sentences: spoken phrases and on-screen lines live here.</summary>
    public const string Text = TextEncoder.Space;

    /// <summary>Clips by looks.</summary>
    public const string VisualSimilarity = VisualSimilaritySpace.Name;

    /// <summary>Numbers in a text vector.</summary>
    public const int TextDimension = TextEncoder.Dimensions;

    /// <summary>Numbers in an embedding, and in a vector of the joint spaces that come with the program.</summary>
    public const int JointDimension = JointSpace.Dimensions;

    /// <summary>Numbers in a look-alike vector.</summary>
    public const int VisualSimilarityDimension = VisualSimilaritySpace.Dimensions;

    /// <summary>
    /// The version of everything that looks at pictures: part of the names of what is searched (see <see cref="VisualSpaceName"/>).
    /// </summary>
    public const string Version = $"{VisualStage.Version}.{ImageDescriber.Version}";

    /// <summary>The stages that look at pictures, and the versions of their outputs for a space that is searched.</summary>
    public static IEnumerable<(string Stage, string Version)> GetStages(string space)
    {
        var (vectors, versions) = (
            VisualSpaceName.GetVectorSpace(space),
            space[(space.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('.')
        );
        return new[] { VisualStage.Name, ImageDescriber.Name }.Zip(versions, (stage, version) => (stage, $"{version}-{vectors}"));
    }
}
