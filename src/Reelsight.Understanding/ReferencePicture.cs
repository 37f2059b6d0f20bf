namespace Reelsight.Understanding;

/// <summary>A picture that a request refers to by name.</summary>
/// <param name="Name">As in <c>&lt;@name&gt;</c>.</param>
/// <param name="Looks">How it looks, as it is and in its edits.</param>
/// <param name="Shows">What it shows: a vector of the joint space, or empty.</param>
public sealed record ReferencePicture(string Name, IReadOnlyList<float[]> Looks, float[] Shows);
