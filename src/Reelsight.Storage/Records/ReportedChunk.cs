namespace Reelsight.Storage.Records;

/// <summary>A chunk that the client has reported as sent.</summary>
/// <param name="Index">From 1.</param>
/// <param name="ETag">Identifies the bytes.</param>
/// <param name="At">When it was reported; UTC.</param>
public sealed record ReportedChunk(int Index, string ETag, DateTimeOffset At);
