namespace Reelsight.Search.Lexicon;

/// <summary>A word of a meaning, with the number that tells apart its meanings within one domain.</summary>
public readonly record struct SynsetWord(string Text, int Id);
