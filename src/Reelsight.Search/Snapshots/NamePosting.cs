namespace Reelsight.Search.Snapshots;

/// <summary>A clip that shows what has a name, with the probability of that.</summary>
internal readonly record struct NamePosting(int Video, int Clip, float Probability);
