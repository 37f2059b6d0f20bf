using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Facts;

/// <summary>Noun phrases for labels: articles, plurals, numbers.</summary>
internal static class NounPhrases
{
    private static readonly string[] Numbers =
    [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    private static readonly Dictionary<string, string> IrregularPlurals = new(StringComparer.Ordinal)
    {
        ["person"] = "people",
        ["mouse"] = "mice",
        ["knife"] = "knives",
        ["sheep"] = "sheep",
        ["broccoli"] = "heads of broccoli",
        ["skis"] = "pairs of skis",
        ["scissors"] = "pairs of scissors",
        ["tv"] = "TVs",
        ["fruit"] = "fruits",
        ["food"] = "pieces of food",
    };

    /// <summary>"a white car", "an apple", "broccoli", "a pair of scissors", "a vehicle".</summary>
    public static string Singular(string name, string? colour = null)
    {
        var noun = name switch
        {
            "broccoli" => "broccoli",
            "skis" or "scissors" => $"pair of {name}",
            "tv" => "TV",
            _ when name.StartsWith("tv or ", StringComparison.Ordinal) => $"TV{name[2..]}",
            _ => name,
        };
        var phrase = colour is null || colour == name ? noun : $"{colour} {noun}";
        return noun == "broccoli" ? phrase : $"{Article(phrase)} {phrase}";
    }

    /// <summary>"two people", "a car", "no bottles".</summary>
    public static string WithCount(int count, string label) => count == 1 ? Singular(label) : $"{NumberWord(count)} {Plural(label)}";

    /// <summary>"people", "buses", "cars".</summary>
    public static string Plural(string label)
    {
        if (label.Contains(" or ", StringComparison.Ordinal))
        {
            return string.Join(" or ", label.Split(" or ").Select(Plural));
        }

        if (label.StartsWith("piece of ", StringComparison.Ordinal))
        {
            return $"pieces of {label["piece of ".Length..]}";
        }

        if (IrregularPlurals.TryGetValue(label, out var plural))
        {
            return plural;
        }

        return
            label.EndsWith('s')
            || label.EndsWith('x')
            || label.EndsWith("ch", StringComparison.Ordinal)
            || label.EndsWith("sh", StringComparison.Ordinal)
            ? label + "es"
            : label + "s";
    }

    /// <summary>"three", or digits above twelve.</summary>
    public static string NumberWord(int count) =>
        count < Numbers.Length ? Numbers[count] : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts, string last = "and") =>
        parts.Count switch
        {
            0 => "",
            1 => parts[0],
            _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}",
        };

    /// <summary>"two people and a car": the largest number first, people before objects.</summary>
    public static string JoinCounts(IEnumerable<ObjectCount> tallies) =>
        Join([
            .. tallies
                .OrderBy(t => t.Label == "person" ? 0 : 1)
                .ThenByDescending(t => t.Count)
                .ThenBy(t => LabelCatalog.Default.IndexOf(t.Label))
                .Select(t => WithCount(t.Count, t.Label)),
        ]);

    /// <summary>With a capital letter.</summary>
    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Article(string phrase) => "aeiou".Contains(phrase[0], StringComparison.Ordinal) ? "an" : "a";
}
