namespace Reelsight.Storage.Records;

/// <summary>A new video that matches a saved search.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Hits">Number of moments in it, at least 1.</param>
/// <param name="At">When it was found.</param>
/// <param name="Seen">Whether the owner has looked since.</param>
public sealed record SavedSearchAlert(string VideoId, int Hits, DateTimeOffset At, bool Seen);
