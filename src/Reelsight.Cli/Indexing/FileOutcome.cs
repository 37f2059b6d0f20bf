using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Reelsight.Cli.Indexing;

/// <summary>How one file came out.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Outcome"><c>indexed</c>, <c>already_indexed</c> or <c>failed</c>.</param>
/// <param name="VideoId">The video, unless it failed before there was one.</param>
/// <param name="Code">Why it failed, as a code.</param>
/// <param name="Reason">Why it failed, as a sentence.</param>
internal sealed record FileOutcome(string Path, string Outcome, string? VideoId = null, string? Code = null, string? Reason = null);
