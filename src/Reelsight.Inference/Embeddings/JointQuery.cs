namespace Reelsight.Inference.Embeddings;

/// <summary>
/// A query in the joint space, and the cosines of unrelated images with it.
/// </summary>
/// <param name="Vector">Its vector: <see cref="JointSpace.Dimensions"/> values, Euclidean norm 1.</param>
/// <param name="Mean">Mean cosine of unrelated images with it.</param>
/// <param name="StandardDeviation">Standard deviation of their cosines.</param>
public sealed record JointQuery(float[] Vector, float Mean, float StandardDeviation)
{
    /// <summary>
    /// Standard score of a cosine among those of unrelated images. Comparable between queries: of images that have
    /// nothing to do with a sentence 1 in 64 reaches 2.5, 1 in 180 reaches 3 and 1 in 550 reaches 3.5; of those that show it 70 %, 50 %
    /// and 29 %.
    /// </summary>
    /// <param name="cosine">Of the image's vector with <see cref="Vector"/>.</param>
    public float ComputeZScore(float cosine) => (cosine - Mean) / StandardDeviation;
}
