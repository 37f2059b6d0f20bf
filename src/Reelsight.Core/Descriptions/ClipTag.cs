namespace Reelsight.Core.Descriptions;

/// <summary>
/// A name of the joint space, with the model's own probability (0-1) that the clip shows it rather than any of the other names.
/// </summary>
public readonly record struct ClipTag(string Name, float Probability);
