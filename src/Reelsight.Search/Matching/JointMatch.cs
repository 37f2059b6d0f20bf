namespace Reelsight.Search.Matching;

/// <summary>A clip compared with a query in the joint space.</summary>
/// <param name="Clip">Index of the clip in its video.</param>
/// <param name="QueryNumber">Index of the query in <see cref="JointChannel.Queries"/>.</param>
/// <param name="Cosine">Cosine similarity; its scale depends on the query.</param>
/// <param name="ZScore">The similarity in standard deviations above that of unrelated images.</param>
internal readonly record struct JointMatch(int Clip, int QueryNumber, double Cosine, float ZScore);
