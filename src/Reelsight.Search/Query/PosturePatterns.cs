using System.Collections.Frozen;
using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Query;

/// <summary>Finds what a query says of how people hold their bodies and of what they wear.</summary>
internal static class PosturePatterns
{
    // The phrases that begin with a word, longest first.
    private static readonly FrozenDictionary<string, (string Posture, string[] Words)[]> _phrases = Index(
        (Postures.Standing, "standing, stands, stand, upright"),
        (Postures.Sitting, "sitting, seated, sits, sit"),
        (Postures.Lying, "lying, lies"),
        (Postures.Bending, "bending, bends, stooping, stoops, bent over, bent down, leaning over, leaning down, leaning forward"),
        (Postures.Reaching, "reaching, reaches"),
        (Postures.Falling, "falling"),
        (Postures.HeadTilted, "head tilted, tilted head, tilting head, tilting his head, tilting her head, tilts head"),
        (Postures.ArmsRaised, "arms raised, arm raised, hands raised, hand raised, raised arms, raised arm, raised hands, raised hand"),
        (Postures.ArmsRaised, "arms up, arm up, hands up, hand up, arms in the air, hands in the air, hand in the air"),
        (Postures.ArmsRaised, "arms above head, hands above head, raising arms, raising hands, raising an arm, raising a hand"),
        (Postures.ArmsRaised, "raising his arms, raising her arms, raising their arms, raising his hands, raising her hands"),
        (Postures.ArmsRaised, "raising their hands, raises an arm, raises a hand, raises arms, raises hands")
    );

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
        if (ConstraintPatterns.GetWord(tokens, at) is not { } first || !_phrases.TryGetValue(first, out var phrases))
        {
            return null;
        }

        foreach (var (posture, words) in phrases)
        {
            var length = 1;
            while (length < words.Length && ConstraintPatterns.GetWord(tokens, at + length) == words[length])
            {
                length++;
            }

            if (length == words.Length)
            {
                return (posture, length);
            }
        }

        return null;
    }

    /// <summary>Where clothes that a word means are worn; null for other words.</summary>
    public static ClothesPart? FindClothes(string word) => _clothes.TryGetValue(word, out var part) ? part : null;

    private static FrozenDictionary<string, (string Posture, string[] Words)[]> Index(params (string Posture, string Phrases)[] all) =>
        all.SelectMany(entry => entry.Phrases.Split(", ").Select(phrase => (entry.Posture, Words: phrase.Split(' '))))
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                same => same.Key,
                same => same.OrderByDescending(phrase => phrase.Words.Length).ToArray(),
                StringComparer.Ordinal
            );
}
