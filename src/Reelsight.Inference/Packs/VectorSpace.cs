namespace Reelsight.Inference.Packs;

/// <summary>A vector space. Vectors of two spaces are compared only where <see cref="Describes"/> says so.</summary>
/// <param name="Name">Name with version, for example <c>use-lite-en-1</c>.</param>
/// <param name="Dimensions">Length of its vectors; all have Euclidean norm 1.</param>
/// <param name="Pack">Id of the pack whose model computes them.</param>
/// <param name="Describes">What two near vectors have in common.</param>
public sealed record VectorSpace(string Name, int Dimensions, string Pack, string Describes);
