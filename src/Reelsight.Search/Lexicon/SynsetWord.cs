namespace Reelsight.Search.Lexicon;

/// <summary>A word of a synset.</summary>
/// <param name="Text">The word.</param>
/// <param name="Id">Tells apart the meanings of the word within one lexicographer file.</param>
public readonly record struct SynsetWord(string Text, int Id);
