namespace Reelsight.Cli.Indexing;

/// <summary>The outcome of one file.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Outcome"><c>indexed</c>, <c>already_indexed</c> or <c>failed</c>.</param>
/// <param name="VideoId">Id of the video; null when it failed before there was one.</param>
/// <param name="Code">Error code; null unless it failed.</param>
/// <param name="Reason">Why it failed, in one sentence; null unless it failed.</param>
internal sealed record FileOutcome(string Path, string Outcome, string? VideoId = null, string? Code = null, string? Reason = null);
