namespace Reelsight.Search.Maps;

/// <summary>Two points of different videos that show the same footage, or the same scene from the same place.</summary>
/// <param name="First">Number of a point.</param>
/// <param name="Second">Number of the other point.</param>
/// <param name="Cosine">How alike they look (0-1): that of the most alike of the pairs between the two videos.</param>
/// <param name="PairCount">Points of the first video that have such a twin in the second.</param>
public readonly record struct MapDuplicate(int First, int Second, float Cosine, int PairCount);
