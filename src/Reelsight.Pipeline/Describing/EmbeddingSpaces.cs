using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>The vector spaces of the default models. Vectors of two spaces are never compared.</summary>
public static class EmbeddingSpaces
{
    /// <summary>Space of sentences: spoken phrases and lines of on-screen text.</summary>
    public const string Text = MiniLmTextEncoder.SpaceName;

    /// <summary>Space of the visual similarity of clips and images.</summary>
    public const string VisualSimilarity = VisualSimilaritySpace.Name;

    /// <summary>Dimensions of a text embedding.</summary>
    public const int TextDimension = MiniLmTextEncoder.Dimensions;

    /// <summary>Dimensions of the API's embeddings, and of the joint spaces that come with the program.</summary>
    public const int JointDimension = JointSpace.Dimensions;

    /// <summary>Dimensions of a visual similarity embedding.</summary>
    public const int VisualSimilarityDimension = VisualSimilaritySpace.Dimensions;

    // Raised with the encoder of sentences: everything is described anew then, from the kept outputs of the stages.
    private const string TextVersion = "2";

    /// <summary>
    /// The versions of the stages that analyze images and of the sentence embeddings: part of the names of searched spaces (see
    /// <see cref="VisualSpaceName"/>).
    /// </summary>
    public const string Version = $"{VisualStage.Version}.{ImageDescriber.Version}.{TextVersion}";

    /// <summary>The stages that analyze images, with the versions of their outputs for a searched space.</summary>
    public static IEnumerable<(string Stage, string Version)> GetStages(string space)
    {
        var (vectors, versions) = (
            VisualSpaceName.GetVectorSpace(space),
            space[(space.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('.')
        );
        return new[] { VisualStage.Name, ImageDescriber.Name }.Zip(versions, (stage, version) => (stage, $"{version}-{vectors}"));
    }
}
