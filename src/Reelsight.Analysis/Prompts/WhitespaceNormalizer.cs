using System.Text;

namespace Reelsight.Analysis.Prompts;

/// <summary>
/// White space in prompts. No limit counts it, and patterns that look for what stands around it take ever longer the more there is.
/// </summary>
internal static class WhitespaceNormalizer
{
    /// <summary>The text with one sign for each run of white space: the end of a line where the run holds one, else a blank.</summary>
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
