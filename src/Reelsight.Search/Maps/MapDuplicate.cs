namespace Reelsight.Search.Maps;

/// <summary>Two points of different videos that show the same footage, or the same scene from the same place.</summary>
/// <param name="First">Index of a point.</param>
/// <param name="Second">Index of the other point.</param>
/// <param name="Cosine">Cosine similarity of their visual features (0-1); they are the most similar pair of the two videos.</param>
/// <param name="PairCount">Number of points of the first video that have a near-duplicate in the second.</param>
public readonly record struct MapDuplicate(int First, int Second, float Cosine, int PairCount);
