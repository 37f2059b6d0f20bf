namespace Reelsight.Search;

/// <summary>Encodes a sentence to an L2-normalised embedding. Must be thread-safe.</summary>
/// <param name="space">Name of one of <see cref="SearchOptions.TextSpaces"/>.</param>
/// <param name="sentence">Plain text.</param>
public delegate float[] EncodeText(string space, string sentence);
