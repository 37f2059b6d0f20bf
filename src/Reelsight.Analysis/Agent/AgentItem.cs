namespace Reelsight.Analysis.Agent;

/// <summary>A ready item of a knowledge store.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">Its title, or else the name of its file.</param>
/// <param name="IsImage">Whether it is an image, for which no times are given.</param>
/// <param name="DurationSec">Duration of a video, seconds; 0 for an image.</param>
public sealed record AgentItem(string Id, string Title, bool IsImage, double DurationSec);
