namespace Reelsight.Search.Snapshots;

/// <summary>A clip that shows a class of the joint space, with the probability.</summary>
internal readonly record struct NamePosting(int Video, int Clip, float Probability);
