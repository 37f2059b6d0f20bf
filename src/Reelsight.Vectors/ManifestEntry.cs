namespace Reelsight.Vectors;

/// <summary>A segment in a manifest.</summary>
/// <param name="Number">Names its file.</param>
/// <param name="Deleted">A bit for each document, set when it was deleted or replaced; null when none was.</param>
internal sealed record ManifestEntry(long Number, ulong[]? Deleted);
