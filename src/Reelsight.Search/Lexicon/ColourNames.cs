using System.Collections.Frozen;

namespace Reelsight.Search.Lexicon;

/// <summary>Maps colour names, as people type them and as describers report them, to one list of basic colours.</summary>
public static class ColourNames
{
    private static readonly string[] Basic =
    [
        "black",
        "white",
        "grey",
        "red",
        "orange",
        "yellow",
        "green",
        "blue",
        "purple",
        "pink",
        "brown",
    ];

    private static readonly FrozenDictionary<string, int> Indexes = Basic
        .Select((name, number) => (name, number))
        .Concat(
            new (string Name, string Like)[]
            {
                ("gray", "grey"),
                ("silver", "grey"),
                ("golden", "yellow"),
                ("gold", "yellow"),
                ("violet", "purple"),
                ("magenta", "pink"),
                ("cyan", "blue"),
                ("turquoise", "blue"),
                ("teal", "green"),
                ("navy", "blue"),
                ("crimson", "red"),
                ("scarlet", "red"),
                ("maroon", "brown"),
                ("beige", "brown"),
                ("tan", "brown"),
                ("lime", "green"),
            }.Select(other => (other.Name, Array.IndexOf(Basic, other.Like)))
        )
        .ToFrozenDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal);

    /// <summary>The number of a colour name in lower case, or -1.</summary>
    public static int IndexOf(string name) => Indexes.GetValueOrDefault(name, -1);

    /// <summary>The basic name of a colour number.</summary>
    public static string NameOf(int number) => Basic[number];
}
