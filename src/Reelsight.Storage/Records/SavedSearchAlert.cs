namespace Reelsight.Storage.Records;

/// <summary>A new video that answers a saved search.</summary>
/// <param name="VideoId">Which.</param>
/// <param name="Hits">Moments in it, at least one.</param>
/// <param name="At">When it was found.</param>
/// <param name="Seen">Whether the owner has looked since.</param>
public sealed record SavedSearchAlert(string VideoId, int Hits, DateTimeOffset At, bool Seen);
