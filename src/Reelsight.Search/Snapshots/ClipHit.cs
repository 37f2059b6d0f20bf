namespace Reelsight.Search.Snapshots;

/// <summary>A clip near a query vector, by the ordinal of its video and its index in the video.</summary>
internal readonly record struct ClipHit(int Video, int Clip, double Cosine);
