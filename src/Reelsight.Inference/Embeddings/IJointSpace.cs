namespace Reelsight.Inference.Embeddings;

/// <summary>A vector space for images and texts: what belongs together has a high cosine similarity. Thread-safe.</summary>
public interface IJointSpace
{
    /// <summary>Name of the space; vectors of two spaces are never compared.</summary>
    string Name { get; }

    /// <summary>Number of dimensions of a vector.</summary>
    int Dimension { get; }

    /// <summary>
    /// The labels that an image can get, in the order of <see cref="JointEmbedding.Probabilities"/>; none in a space that only compares.
    /// </summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Embeds a text: <see cref="Dimension"/> values, Euclidean norm 1.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    float[] Encode(string text);

    /// <summary>Creates a query from a description in plain words.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    JointQuery CreateQuery(string description);

    /// <summary>Creates a query from a vector of the space, such as that of an image.</summary>
    /// <param name="vector"><see cref="Dimension"/> values, Euclidean norm 1.</param>
    JointQuery CreateQuery(float[] vector);
}
