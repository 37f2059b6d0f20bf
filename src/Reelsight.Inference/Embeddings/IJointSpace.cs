namespace Reelsight.Inference.Embeddings;

/// <summary>A space that pictures and questions share: what belongs together has a high cosine. Safe for any number of threads.</summary>
public interface IJointSpace
{
    /// <summary>Name of the space; vectors of two spaces are never compared.</summary>
    string Name { get; }

    /// <summary>Numbers in a vector.</summary>
    int Dimension { get; }

    /// <summary>
    /// The names that a picture can get, in the order of <see cref="JointEmbedding.Probabilities"/>; none in a space that only compares.
    /// </summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Places a text in the space: <see cref="Dimension"/> numbers, Euclidean norm 1.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    float[] Encode(string text);

    /// <summary>Makes a question of a description in plain words.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    JointQuery CreateQuery(string description);

    /// <summary>Makes a question of a place in the space, such as that of a picture.</summary>
    /// <param name="vector"><see cref="Dimension"/> numbers, Euclidean norm 1.</param>
    JointQuery CreateQuery(float[] vector);
}
