namespace Reelsight.Search.Snapshots;

/// <summary>A ready video with its content.</summary>
internal sealed record VideoEntry(string Id, string Name, double DurationSec, IndexedContent Content);
