using System.Text;

namespace Reelsight.Inference.Tokenization;

/// <summary>
/// Normalises text like the corpus of the vocabulary. That was Unicode's NFKC, which .NET computes only with ICU; the
/// product runs without it, so the compatibility forms that occur in English text are replaced here.
/// </summary>
internal static class UnicodeTextNormalizer
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = FullWidthFirst - '!';

    /// <summary>Replaces compatibility forms, collapses white space and trims.</summary>
    public static string Normalize(string text)
    {
        var plain = new StringBuilder(text.Length);
        var space = false;
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign))
            {
                space = plain.Length > 0;
                continue;
            }

            if (space)
            {
                plain.Append(' ');
                space = false;
            }

            Append(plain, sign);
        }

        return plain.ToString();
    }

    private static void Append(StringBuilder plain, char sign)
    {
        switch (sign)
        {
            case >= FullWidthFirst and <= FullWidthLast:
                plain.Append((char)(sign - FullWidthOffset));
                break;
            case '\u2026':
                plain.Append("...");
                break;
            case '\uFB00':
                plain.Append("ff");
                break;
            case '\uFB01':
                plain.Append("fi");
                break;
            case '\uFB02':
                plain.Append("fl");
                break;
            case '\uFB03':
                plain.Append("ffi");
                break;
            case '\uFB04':
                plain.Append("ffl");
                break;
            default:
                plain.Append(sign);
                break;
        }
    }
}
