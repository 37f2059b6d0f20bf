using System.Text;

namespace Reelsight.Analysis.Prompts;

/// <summary>
/// Normalises white space in prompts, because no limit counts it and patterns become slow on long runs of it.
/// </summary>
internal static class WhitespaceNormalizer
{
    /// <summary>The text with each run of white space replaced by one line feed, where it holds one, or else by one space.</summary>
    public static string Normalize(string text)
    {
        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                joined.Append(text[i]);
                continue;
            }
            var from = i;
            while (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]))
            {
                i++;
            }

            joined.Append(text.AsSpan(from, i - from + 1).Contains('\n') ? '\n' : ' ');
        }
        return joined.ToString();
    }
}
