namespace Reelsight.Search.Snapshots;

/// <summary>A ready video with its indexed content.</summary>
internal sealed record VideoEntry(string Id, string Name, double DurationSec, IndexedContent Content);
