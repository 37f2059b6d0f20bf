namespace Reelsight.Architecture.Tests;

/// <summary>What a part of a source file is: code, a comment, or the text of a string literal.</summary>
internal enum TextKind
{
    Code,
    Comment,
    Literal,
}

/// <summary>Splits C# and TypeScript into code, comments and string literals. Holes of interpolated strings are code.</summary>
internal static class SourceText
{
    /// <summary>The text with every character that is not of the given kinds as a space; line breaks stay.</summary>
    public static string Only(string text, params TextKind[] kinds)
    {
        var kept = new char[text.Length];
        var at = 0;
        foreach (var kind in Classify(text))
        {
            kept[at] = text[at] is '\n' || kinds.Contains(kind) ? text[at] : ' ';
            at++;
        }
        return new string(kept);
    }

    private static TextKind[] Classify(string text) => new Scanner(text).Scan();

    private sealed class Scanner(string text)
    {
        private readonly TextKind[] _kinds = new TextKind[text.Length];
        private int _at;

        public TextKind[] Scan()
        {
            ScanCode(closing: '\0');
            return _kinds;
        }

        // Scans code up to the brace that closes an interpolation hole, or to the end of the text.
        private void ScanCode(char closing)
        {
            for (var depth = 0; _at < text.Length; )
            {
                if (StartsWith("//"))
                {
                    Mark(TextKind.Comment, LengthUntil("\n", includingEnd: false));
                }
                else if (StartsWith("/*"))
                {
                    Mark(TextKind.Comment, LengthUntil("*/", includingEnd: true));
                }
                else if (!TryScanLiteral())
                {
                    depth += text[_at] is '{' ? 1 : 0;
                    if (text[_at] is '}' && depth-- == 0 && closing is '}')
                    {
                        return;
                    }
                    _at++;
                }
            }
        }

        private bool TryScanLiteral()
        {
            var prefix = _at;
            while (prefix < text.Length && text[prefix] is '$' or '@')
            {
                prefix++;
            }
            if (prefix == text.Length || text[prefix] is not ('"' or '\'' or '`'))
            {
                return false;
            }
            var holes = text.AsSpan(_at, prefix - _at).Count('$');
            var isVerbatim = text.AsSpan(_at, prefix - _at).Contains('@');
            _at = prefix;
            if (StartsWith("\"\"\""))
            {
                ScanRaw(holes);
            }
            else
            {
                ScanQuoted(text[_at], holes > 0, isVerbatim);
            }
            return true;
        }

        private void ScanRaw(int holes)
        {
            var quotes = 0;
            while (_at + quotes < text.Length && text[_at + quotes] is '"')
            {
                quotes++;
            }
            var (end, open) = (new string('"', quotes), new string('{', Math.Max(holes, 1)));
            Mark(TextKind.Literal, quotes);
            while (_at < text.Length && !StartsWith(end))
            {
                if (holes > 0 && StartsWith(open))
                {
                    _at += holes;
                    ScanCode('}');
                    _at += holes;
                }
                else
                {
                    Mark(TextKind.Literal, 1);
                }
            }
            Mark(TextKind.Literal, quotes);
        }

        private void ScanQuoted(char quote, bool hasHoles, bool isVerbatim)
        {
            Mark(TextKind.Literal, 1);
            while (_at < text.Length && (text[_at] != quote || (isVerbatim && Next() == quote)))
            {
                if (text[_at] is '\n' && quote is not '`' && !isVerbatim)
                {
                    return;
                }
                if ((text[_at] is '\\' && !isVerbatim) || (isVerbatim && text[_at] == quote) || (hasHoles && StartsWith("{{")))
                {
                    Mark(TextKind.Literal, 2);
                }
                else if ((hasHoles && text[_at] is '{') || (quote is '`' && StartsWith("${")))
                {
                    _at += quote is '`' ? 2 : 1;
                    ScanCode('}');
                    _at++;
                }
                else
                {
                    Mark(TextKind.Literal, 1);
                }
            }
            Mark(TextKind.Literal, 1);
        }

        private char Next() => _at + 1 < text.Length ? text[_at + 1] : '\0';

        private bool StartsWith(string what) => string.CompareOrdinal(text, _at, what, 0, what.Length) == 0;

        private int LengthUntil(string end, bool includingEnd)
        {
            var found = text.IndexOf(end, _at + (includingEnd ? 2 : 0), StringComparison.Ordinal);
            return (found < 0 ? text.Length : found + (includingEnd ? end.Length : 0)) - _at;
        }

        private void Mark(TextKind kind, int length)
        {
            var end = Math.Min(_at + length, text.Length);
            _kinds.AsSpan(_at, end - _at).Fill(kind);
            _at = end;
        }
    }
}
