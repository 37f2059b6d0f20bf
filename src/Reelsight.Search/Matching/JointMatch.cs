using System.Numerics.Tensors;

namespace Reelsight.Search.Matching;

/// <summary>A clip of a video as the joint space sees it.</summary>
/// <param name="Clip">Place of the clip.</param>
/// <param name="QueryNumber">What it was compared with: a place in <see cref="JointChannel.Queries"/>.</param>
/// <param name="Cosine">With what was asked; says nothing by itself.</param>
/// <param name="ZScore">The same in standard deviations above unrelated pictures.</param>
internal readonly record struct JointMatch(int Clip, int QueryNumber, double Cosine, float ZScore);
