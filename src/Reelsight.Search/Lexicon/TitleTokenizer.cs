using System.Text;

namespace Reelsight.Search.Lexicon;

/// <summary>Splits the title or file name of a video into words in their base form.</summary>
internal static class TitleTokenizer
{
    /// <summary>
    /// The words of a title with their base forms, lower case. It is split at everything but letters and inside camel case; single letters
    /// are dropped.
    /// </summary>
    /// <param name="title">The title, or a file name without extension.</param>
    /// <param name="morphology">Finds base forms.</param>
    public static IReadOnlySet<string> Tokenize(string title, Morphology morphology)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        void End()
        {
            if (word.Length > 1)
            {
                words.UnionWith(morphology.GetBaseForms(word.ToString().ToLowerInvariant()));
            }
            word.Clear();
        }
        for (var i = 0; i < title.Length; i++)
        {
            if (!char.IsLetter(title[i]) || i > 0 && char.IsUpper(title[i]) && char.IsLower(title[i - 1]))
            {
                End();
            }
            if (char.IsLetter(title[i]))
            {
                word.Append(title[i]);
            }
        }
        End();
        return words;
    }
}
