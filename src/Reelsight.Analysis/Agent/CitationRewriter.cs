using System.Globalization;
using System.Text;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Rewrites the citations of a text that arrives in pieces, such as <c>[7]</c> or <c>[7, 9]</c>: renumbers them in the order of the text,
/// drops those without a source, and records the position of each marker.
/// </summary>
internal sealed class CitationRewriter(IReadOnlyDictionary<int, CitedSource> sources)
{
    private const int MaxMarkerLength = 40;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _pending = new();
    private readonly List<AgentCitation> _citations = [];
    private readonly Dictionary<CitedSource, int> _numbers = [];
    private int _codePoints;

    /// <summary>The text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>One for each marker, in order.</summary>
    public IReadOnlyList<AgentCitation> Citations => _citations;

    /// <summary>Adds a piece; returns the part of the text that is final.</summary>
    public string Add(string piece)
    {
        var from = _text.Length;
        foreach (var c in piece)
        {
            if (_pending.Length == 0 && c != '[')
            {
                Append(c.ToString());
                continue;
            }
            if (c == '[' && _pending.Length > 0)
            {
                FlushPending();
            }

            _pending.Append(c);
            if (c == ']')
            {
                RewriteMarker();
            }
            else if (_pending.Length > 1 && !char.IsAsciiDigit(c) && c is not (',' or ' ') || _pending.Length > MaxMarkerLength)
            {
                FlushPending();
            }
        }
        return _text.ToString(from, _text.Length - from);
    }

    /// <summary>Ends the text; returns what was held back.</summary>
    public string Complete()
    {
        var from = _text.Length;
        FlushPending();
        return _text.ToString(from, _text.Length - from);
    }

    private void FlushPending()
    {
        Append(_pending.ToString());
        _pending.Clear();
    }

    private void RewriteMarker()
    {
        var marker = _pending.ToString();
        _pending.Clear();
        int[] numbers =
        [
            .. marker[1..^1]
                .Split(',')
                .Select(n =>
                    int.TryParse(
                        n,
                        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                        ? number
                        : -1
                ),
        ];
        if (numbers.Contains(-1))
        {
            Append(marker);
            return;
        }
        var between = "";
        foreach (var source in numbers.Where(sources.ContainsKey).Select(n => sources[n]))
        {
            if (!_numbers.TryGetValue(source, out var number))
            {
                _numbers.Add(source, number = _numbers.Count + 1);
            }

            Append(between);
            var written = string.Create(CultureInfo.InvariantCulture, $"[{number}]");
            _citations.Add(new AgentCitation(source.Item, source.StartSec, source.EndSec, _codePoints, _codePoints + written.Length - 1));
            Append(written);
            between = " ";
        }
    }

    // Code points are counted by their last halves, since the first may come in an earlier piece.
    private void Append(string text)
    {
        _text.Append(text);
        _codePoints += text.Count(c => !char.IsHighSurrogate(c));
    }
}
