namespace Reelsight.Inference.Ocr;

/// <summary>The characters of the recognizer's classes: class 0 is the blank, then the lines of the key file, then the
/// space.</summary>
internal sealed class CharacterTable
{
    /// <summary>The blank class, which separates characters.</summary>
    public const int Blank = 0;

    private readonly string[] _characters;

    private CharacterTable(string[] characters) => _characters = characters;

    /// <summary>Number of classes.</summary>
    public int Count => _characters.Length;

    /// <summary>The class of the space.</summary>
    public int Space => _characters.Length - 1;

    /// <summary>Text of a class.</summary>
    public string this[int index] => _characters[index];

    /// <summary>Reads the key file: one character per line.</summary>
    public static CharacterTable Load(string path) => new(["", .. File.ReadAllLines(path), " "]);
}
