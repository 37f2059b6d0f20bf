using System.Globalization;
using System.Text;

namespace Reelsight.Analysis.Agent;

/// <summary>Joins paragraphs to one text, with a numbered marker after each statement for each interval that supports it.</summary>
internal sealed class CitedTextBuilder
{
    private const int TimeDigits = 3;

    private readonly StringBuilder _text = new();
    private readonly List<AgentCitation> _citations = [];
    private readonly Dictionary<(string ItemId, double StartSec, double EndSec), int> _numbers = [];
    private int _codePoints;

    public static (string Text, IReadOnlyList<AgentCitation> Citations) Build(IEnumerable<AnswerParagraph> paragraphs)
    {
        var draft = new CitedTextBuilder();
        foreach (var paragraph in paragraphs.Where(p => p.Statements.Count > 0))
        {
            draft.Add(paragraph);
        }

        return (draft._text.ToString(), draft._citations);
    }

    private void Add(AnswerParagraph paragraph)
    {
        if (_text.Length > 0)
        {
            Append("\n");
        }

        if (paragraph.Heading is { } heading)
        {
            Append($"{heading}:");
        }

        for (var i = 0; i < paragraph.Statements.Count; i++)
        {
            if (paragraph is { IsOneStatementPerLine: true, Statements.Count: > 1 } && (i > 0 || paragraph.Heading is not null))
            {
                Append("\n- ");
            }
            else if (i > 0 || paragraph.Heading is not null)
            {
                Append(" ");
            }

            Add(paragraph.Statements[i]);
        }
    }

    private void Add(CitedStatement statement)
    {
        Append(statement.Text);
        foreach (var (start, end) in statement.Intervals)
        {
            var key = (statement.Item!.Id, start, end);
            if (!_numbers.TryGetValue(key, out var number))
            {
                _numbers.Add(key, number = _numbers.Count + 1);
            }

            Append(" ");
            var marker = string.Create(CultureInfo.InvariantCulture, $"[{number}]");
            var timed = !statement.Item.IsImage;
            _citations.Add(
                new AgentCitation(
                    statement.Item,
                    timed ? Math.Round(start, TimeDigits) : null,
                    timed ? Math.Round(end, TimeDigits) : null,
                    _codePoints,
                    _codePoints + marker.Length - 1
                )
            );
            Append(marker);
        }
    }

    private void Append(string text)
    {
        _text.Append(text);
        _codePoints += text.EnumerateRunes().Count();
    }
}
