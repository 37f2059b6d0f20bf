namespace Reelsight.Search;

/// <summary>A space of sentence embeddings in which the meaning of passages is compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Length of a vector; no two spaces have the same, which tells stored vectors apart.</param>
/// <param name="Threshold">Minimum cosine of similar meaning.</param>
public sealed record TextSpace(string Name, int Dimension, double Threshold);
