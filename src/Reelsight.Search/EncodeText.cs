namespace Reelsight.Search;

/// <summary>Turns a sentence into an L2-normalised vector of <see cref="SearchOptions.TextSpace"/>. Called from several threads.</summary>
/// <param name="sentence">Plain words.</param>
public delegate float[] EncodeText(string sentence);
