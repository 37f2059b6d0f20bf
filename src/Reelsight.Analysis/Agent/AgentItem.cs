namespace Reelsight.Analysis.Agent;

/// <summary>A ready item of a knowledge store.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">The name that people know it by.</param>
/// <param name="IsImage">Whether it is a picture, for which no times are told.</param>
/// <param name="DurationSec">Length of a video, seconds; 0 for a picture.</param>
public sealed record AgentItem(string Id, string Title, bool IsImage, double DurationSec);
