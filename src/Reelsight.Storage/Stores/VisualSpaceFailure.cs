namespace Reelsight.Storage.Stores;

/// <summary>A video whose picture could not be placed in a space, and why, in one sentence.</summary>
public sealed record VisualSpaceFailure(string VideoId, string Filename, string Reason);
