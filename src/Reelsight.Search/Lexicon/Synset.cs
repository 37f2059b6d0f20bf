namespace Reelsight.Search.Lexicon;

/// <summary>A WordNet synset: one meaning, the words that share it, and its hypernyms.</summary>
/// <param name="Offset">Its byte offset in the data file, which identifies it.</param>
/// <param name="LexicalFile">Number of its lexicographer file, such as 5 for animals; see <see cref="LexicalFiles"/>.</param>
/// <param name="Words">Words with this meaning; underscores for spaces, proper names capitalised.</param>
/// <param name="Hypernyms">Offsets of its direct hypernyms.</param>
/// <param name="IsInstance">Whether it is one individual (a named person, a river) and not a kind of thing.</param>
public sealed record Synset(int Offset, int LexicalFile, IReadOnlyList<SynsetWord> Words, IReadOnlyList<int> Hypernyms, bool IsInstance);
