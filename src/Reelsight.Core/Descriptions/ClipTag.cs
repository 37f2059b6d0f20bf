namespace Reelsight.Core.Descriptions;

/// <summary>
/// A name from the vocabulary of the joint space, with the model's probability (0-1) that the clip shows it rather than any other name.
/// </summary>
public readonly record struct ClipTag(string Name, float Probability);
