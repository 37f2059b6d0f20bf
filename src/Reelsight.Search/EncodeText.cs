namespace Reelsight.Search;

/// <summary>Encodes a sentence to an L2-normalised embedding of <see cref="SearchOptions.TextSpace"/>. Must be thread-safe.</summary>
/// <param name="sentence">Plain text.</param>
public delegate float[] EncodeText(string sentence);
