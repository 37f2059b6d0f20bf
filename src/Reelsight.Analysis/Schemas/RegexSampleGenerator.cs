using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Schemas;

/// <summary>
/// Generates a short text that matches a regular expression, for required strings with a pattern that no evidence supports.
/// </summary>
internal static class RegexSampleGenerator
{
    private const string PreferredCharacters = "a0A _-.";
    private const int MaxRepetitions = 100;

    // Repetitions of repetitions multiply.
    private const int MaxTextLength = 2000;

    /// <summary>A text that matches, or null when none was found.</summary>
    public static string? TryGenerate(string pattern)
    {
        try
        {
            var at = 0;
            var text = GenerateAlternatives(pattern, ref at);
            return at == pattern.Length && Regex.IsMatch(text, pattern, SchemaConstraintParser.PatternOptions) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The first alternative is as good as any.
    private static string GenerateAlternatives(string pattern, ref int at)
    {
        var first = GenerateSequence(pattern, ref at);
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            GenerateSequence(pattern, ref at);
        }
        return first;
    }

    private static string GenerateSequence(string pattern, ref int at)
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var piece = GenerateAtom(pattern, ref at);
            for (var times = ParseRepetitions(pattern, ref at); times > 0; times--)
            {
                text.Append(piece);
                if (text.Length > MaxTextLength)
                {
                    throw new FormatException();
                }
            }
        }
        return text.ToString();
    }

    private static string GenerateAtom(string pattern, ref int at)
    {
        var c = pattern[at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return "a";
            case '[':
                return GenerateCharacterClass(pattern, ref at);
            case '\\':
                return GenerateEscape(pattern, ref at);
            case '(':
                if (at + 1 < pattern.Length && pattern[at] == '?')
                {
                    if (pattern[at + 1] == ':')
                    {
                        at += 2;
                    }
                    else if (pattern.IndexOf('>', at) is var end && end > 0 && pattern[at + 1] == '<')
                    {
                        at = end + 1;
                    }
                    else
                    {
                        throw new FormatException();
                    }
                }
                var inner = GenerateAlternatives(pattern, ref at);
                if (at >= pattern.Length || pattern[at++] != ')')
                {
                    throw new FormatException();
                }

                return inner;
            default:
                return c.ToString();
        }
    }

    private static string GenerateCharacterClass(string pattern, ref int at)
    {
        var start = at - 1;
        for (at += at < pattern.Length && pattern[at] == '^' ? 2 : 1; at < pattern.Length && pattern[at] != ']'; at++)
        {
            if (pattern[at] == '\\')
            {
                at++;
            }
        }

        if (at >= pattern.Length)
        {
            throw new FormatException();
        }

        var set = new Regex(pattern[start..++at], SchemaConstraintParser.PatternOptions);
        var fitting = PreferredCharacters
            .Concat(Enumerable.Range(33, 94).Select(code => (char)code))
            .Select(c => c.ToString())
            .FirstOrDefault(set.IsMatch);
        return fitting ?? throw new FormatException();
    }

    private static string GenerateEscape(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw new FormatException();
        }

        return pattern[at++] switch
        {
            'd' => "0",
            'w' => "a",
            's' => " ",
            'D' or 'S' => "a",
            'W' => "-",
            'b' => "",
            'n' => "\n",
            't' => "\t",
            var c when !char.IsAsciiLetterOrDigit(c) => c.ToString(),
            _ => throw new FormatException(),
        };
    }

    private static int ParseRepetitions(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            return 1;
        }

        var times = 1;
        switch (pattern[at])
        {
            case '*' or '?':
                times = 0;
                at++;
                break;
            case '+':
                at++;
                break;
            case '{':
                var end = pattern.IndexOf('}', at);
                if (
                    end < 0
                    || !int.TryParse(pattern[(at + 1)..end].Split(',')[0], CultureInfo.InvariantCulture, out times)
                    || times > MaxRepetitions
                )
                {
                    throw new FormatException();
                }

                at = end + 1;
                break;
            default:
                return 1;
        }
        if (at < pattern.Length && pattern[at] == '?')
        {
            at++;
        }

        return times;
    }
}
