namespace Reelsight.Analysis.Matching;

/// <summary>An image that a request refers to by name.</summary>
/// <param name="Name">As in <c>&lt;@name&gt;</c>.</param>
/// <param name="SimilarityVectors">How it looks, as it is and in its edits.</param>
/// <param name="JointVector">What it shows: a vector of the joint space, or empty.</param>
public sealed record ReferenceImage(string Name, IReadOnlyList<float[]> SimilarityVectors, float[] JointVector);
