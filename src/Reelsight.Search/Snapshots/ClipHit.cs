namespace Reelsight.Search.Snapshots;

/// <summary>A clip of a video, by its place, that is near a query.</summary>
internal readonly record struct ClipHit(int Video, int Clip, double Cosine);
