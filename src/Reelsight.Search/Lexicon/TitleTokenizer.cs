using System.Text;

namespace Reelsight.Search.Lexicon;

/// <summary>Splits the title or file name of a video into words in their base form.</summary>
internal static class TitleTokenizer
{
    /// <summary>The title, or the file name when there is none.</summary>
    public static string GetDisplayName(Reelsight.Storage.Records.VideoRecord video) => video.Title ?? video.Filename;

    /// <summary>
    /// The words of the title, or of the file name without extension. It is split at everything but letters and inside camel case; single
    /// letters are dropped.
    /// </summary>
    public static IReadOnlySet<string> Tokenize(Reelsight.Storage.Records.VideoRecord video, Morphology morphology)
    {
        var name = video.Title ?? Path.GetFileNameWithoutExtension(video.Filename);
        var words = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        void End()
        {
            if (word.Length > 1)
            {
                words.UnionWith(GetBaseForms(word.ToString().ToLowerInvariant(), morphology));
            }
            word.Clear();
        }
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetter(name[i]) || i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
            {
                End();
            }
            if (char.IsLetter(name[i]))
            {
                word.Append(name[i]);
            }
        }
        End();
        return words;
    }

    /// <summary>A lower-case word and its base forms.</summary>
    public static IEnumerable<string> GetBaseForms(string word, Morphology morphology) =>
        morphology.GetNounLemmas(word).Concat(morphology.GetVerbLemmas(word)).Append(word).Distinct();
}
