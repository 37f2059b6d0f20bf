namespace Reelsight.Search.Lexicon;

/// <summary>Numbers of WordNet's lexicographer files of nouns (lexnames(5WN)) that visible things are in.</summary>
public static class LexicalFiles
{
    /// <summary>The top of the hierarchy: person, animal, plant, food.</summary>
    public const int Tops = 3;

    /// <summary>Animals.</summary>
    public const int Animal = 5;

    /// <summary>Artifacts made by people.</summary>
    public const int Artifact = 6;

    /// <summary>Foods and drinks.</summary>
    public const int Food = 13;

    /// <summary>People.</summary>
    public const int Person = 18;

    /// <summary>Plants.</summary>
    public const int Plant = 20;

    /// <summary>Whether meanings in this file are visible things.</summary>
    public static bool IsVisible(int lexicalFile) => lexicalFile is Tops or Animal or Artifact or Food or Person or Plant;
}
