namespace Reelsight.Storage.Stores;

/// <summary>A video that could not be described in a space, and why, in one sentence.</summary>
public sealed record VisualSpaceFailure(string VideoId, string Filename, string Reason);
