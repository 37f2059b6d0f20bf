using System.Collections.Frozen;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Prompts;

/// <summary>Detects prompts that are not in English, whose words must not be taken for names of objects.</summary>
internal static class LanguageDetector
{
    // Words that hold sentences together, and none that English has.
    private static readonly (string Language, FrozenSet<string> Words)[] FunctionWords =
    [
        (
            "German",
            Set(
                "das der dem den ist sind wird werden und oder nicht auf ein eine einen einer wie was wo wer wann gibt welche welcher "
                    + "welches zusammen fasse beschreibe nenne kurz mit sehen viele deutsch bitte ich"
            )
        ),
        (
            "French",
            Set(
                "le la les des est sont une dans avec qui que quoi quand où combien résume résumez décris décrivez cette ce vidéo sur "
                    + "et ou il elle quelles quels quel quelle moi français y"
            )
        ),
        (
            "Spanish",
            Set(
                "el los las es son una en con que qué cuándo cuántos cuántas dónde quién resume describe este esta vídeo y o hay cuál "
                    + "cuáles del por español"
            )
        ),
        (
            "Italian",
            Set(
                "il lo gli è sono una con che quando quanti quante dove chi riassumi descrivi questo questa e nel della del di "
                    + "cosa italiano"
            )
        ),
        (
            "Portuguese",
            Set("o os as é são uma com que quando quantos quantas onde quem resuma descreva este esta vídeo e no na do da há português")
        ),
        ("Dutch", Set("het een zijn wordt en of niet met wat waar wie hoeveel beschrijf vat samen deze op nederlands")),
    ];

    private static readonly (string Language, char From, char To)[] LetterRanges =
    [
        ("Japanese", '\u3040', '\u30ff'),
        ("Chinese", '\u4e00', '\u9fff'),
        ("Korean", '\uac00', '\ud7af'),
        ("Russian", '\u0400', '\u04ff'),
        ("Arabic", '\u0600', '\u06ff'),
        ("Hindi", '\u0900', '\u097f'),
    ];

    private static readonly FrozenSet<string> EnglishWords = Set(
        "the is are this that and or what when where how who which a an of to with there does do please describe summarize give list in on"
    );

    /// <summary>The language of a text that is not English; null for English and for texts that are too short to decide.</summary>
    public static string? DetectNonEnglish(string text)
    {
        foreach (var (language, from, to) in LetterRanges)
        {
            if (text.Count(c => c >= from && c <= to) * 4 > text.Count(char.IsLetter))
            {
                return language;
            }
        }

        var words = WordTokenizer.Tokenize(text);
        var english = words.Count(EnglishWords.Contains);
        var (other, hits) = FunctionWords.Select(l => (l.Language, Hits: words.Count(l.Words.Contains))).MaxBy(l => l.Hits);
        return hits >= 2 && hits > english ? other : null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
