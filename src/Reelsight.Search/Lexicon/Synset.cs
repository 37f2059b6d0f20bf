namespace Reelsight.Search.Lexicon;

/// <summary>One meaning: the words that share it and the meanings it is a kind of.</summary>
/// <param name="Offset">Its place in the data file, which identifies it.</param>
/// <param name="LexicalFile">WordNet's rough domain, such as 5 for animals; see <see cref="LexicalFiles"/>.</param>
/// <param name="Words">Words with this meaning; underscores for spaces, proper names capitalised.</param>
/// <param name="Hypernyms">Offsets of its direct superordinates.</param>
/// <param name="IsInstance">Whether it is one individual (a named person, a river) and not a kind of thing.</param>
public sealed record Synset(int Offset, int LexicalFile, IReadOnlyList<SynsetWord> Words, IReadOnlyList<int> Hypernyms, bool IsInstance);

/// <summary>A word of a meaning, with the number that tells apart its meanings within one domain.</summary>
public readonly record struct SynsetWord(string Text, int Id);

/// <summary>Numbers of WordNet's domains of nouns (lexnames(5WN)) that things one can film fall in.</summary>
public static class LexicalFiles
{
    /// <summary>The top of the hierarchy: person, animal, plant, food.</summary>
    public const int Tops = 3;

    /// <summary>Animals.</summary>
    public const int Animal = 5;

    /// <summary>Things people made.</summary>
    public const int Artifact = 6;

    /// <summary>Foods and drinks.</summary>
    public const int Food = 13;

    /// <summary>People.</summary>
    public const int Person = 18;

    /// <summary>Plants.</summary>
    public const int Plant = 20;

    /// <summary>Whether meanings of this domain can be seen in a picture as a thing.</summary>
    public static bool IsVisible(int lexicalFile) => lexicalFile is Tops or Animal or Artifact or Food or Person or Plant;
}
