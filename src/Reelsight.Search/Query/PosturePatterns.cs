using System.Collections.Frozen;
using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Query;

/// <summary>Finds what a query says of how people hold their bodies and of what they wear.</summary>
internal static class PosturePatterns
{
    private static readonly FrozenDictionary<string, string> _words = Index(
        (Postures.Standing, "standing stands stand upright"),
        (Postures.Sitting, "sitting seated sits sit"),
        (Postures.Lying, "lying lies"),
        (Postures.Bending, "bending bends stooping stoops"),
        (Postures.Reaching, "reaching reaches"),
        (Postures.Falling, "falling")
    );

    // Longest first: "raises an arm" before "raises".
    private static readonly (string Posture, string[] Words)[] _phrases =
    [
        .. new[]
        {
            "arms raised",
            "arm raised",
            "hands raised",
            "hand raised",
            "raised arms",
            "raised arm",
            "raised hands",
            "raised hand",
            "arms up",
            "arm up",
            "hands up",
            "hand up",
            "arms in the air",
            "hands in the air",
            "hand in the air",
            "arms above head",
            "hands above head",
            "raising arms",
            "raising hands",
            "raising an arm",
            "raising a hand",
            "raising his arms",
            "raising her arms",
            "raising their arms",
            "raising his hands",
            "raising her hands",
            "raising their hands",
            "raises an arm",
            "raises a hand",
            "raises arms",
            "raises hands",
        }.Select(phrase => (Posture: Postures.ArmsRaised, Words: phrase.Split(' '))),
        .. new[] { "head tilted", "tilted head", "tilting head", "tilting his head", "tilting her head", "tilts head" }.Select(phrase =>
            (Posture: Postures.HeadTilted, Words: phrase.Split(' '))
        ),
        .. new[] { "bent over", "bent down", "leaning over", "leaning down", "leaning forward" }.Select(phrase =>
            (Posture: Postures.Bending, Words: phrase.Split(' '))
        ),
    ];

    private static readonly FrozenDictionary<string, ClothesPart> _clothes =
        "shirt shirts t-shirt tshirt blouse sweater jumper pullover hoodie jacket jackets coat coats vest vests top dress dresses"
            .Split(' ')
            .Select(word => (word, Part: ClothesPart.Upper))
            .Concat(
                "trousers pants jeans shorts skirt skirts leggings slacks tights".Split(' ').Select(word => (word, Part: ClothesPart.Lower))
            )
            .ToFrozenDictionary(entry => entry.word, entry => entry.Part, StringComparer.Ordinal);

    /// <summary>The posture that the words from a place on say, with the number of words; null when they say none.</summary>
    public static (string Posture, int Length)? MatchPosture(List<QueryToken> tokens, int at)
    {
        foreach (var (posture, words) in _phrases)
        {
            if (words.Index().All(word => ConstraintPatterns.GetWord(tokens, at + word.Index) == word.Item))
            {
                return (posture, words.Length);
            }
        }

        return ConstraintPatterns.GetWord(tokens, at) is { } one && _words.TryGetValue(one, out var found) ? (found, 1) : null;
    }

    /// <summary>Where clothes that a word means are worn; null for other words.</summary>
    public static ClothesPart? FindClothes(string word) => _clothes.TryGetValue(word, out var part) ? part : null;

    private static FrozenDictionary<string, string> Index(params (string Posture, string Words)[] all) =>
        all.SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Posture)))
            .ToFrozenDictionary(entry => entry.word, entry => entry.Posture, StringComparer.Ordinal);
}
