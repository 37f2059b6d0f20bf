namespace Reelsight.Inference.Embeddings;

/// <summary>Embeds English texts: texts of similar meaning have a high cosine similarity. Thread-safe.</summary>
public interface ITextEncoder
{
    /// <summary>Name of the space of the vectors; vectors of two spaces are never compared.</summary>
    string Space { get; }

    /// <summary>Length of a vector.</summary>
    int Dimension { get; }

    /// <summary>Embeds one text: <see cref="Dimension"/> values, Euclidean norm 1.</summary>
    /// <exception cref="ArgumentException">The text is empty or blank.</exception>
    float[] Encode(string text);

    /// <summary>Embeds several texts, in their order.</summary>
    /// <exception cref="ArgumentException">A text is empty or blank.</exception>
    IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts);
}
