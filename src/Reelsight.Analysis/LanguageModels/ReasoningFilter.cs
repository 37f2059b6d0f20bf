namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Removes the reasoning between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> before an answer that arrives in pieces.
/// </summary>
internal sealed class ReasoningFilter
{
    private const string StartTag = "<think>",
        EndTag = "</think>";

    private string _held = "";
    private bool _isReasoning,
        _isAnswering;

    /// <summary>A complete text without its reasoning.</summary>
    public static string RemoveReasoning(string text)
    {
        var filter = new ReasoningFilter();
        return filter.Add(text) + filter.Complete();
    }

    /// <summary>Adds a piece; returns what is certain to be part of the answer.</summary>
    public string Add(string piece)
    {
        if (_isAnswering)
        {
            return piece;
        }

        _held += piece;
        if (!_isReasoning)
        {
            var start = _held.TrimStart();
            if (start.Length < StartTag.Length && StartTag.StartsWith(start, StringComparison.Ordinal))
            {
                return "";
            }

            if (!start.StartsWith(StartTag, StringComparison.Ordinal))
            {
                return StartAnswer(_held);
            }

            _isReasoning = true;
        }
        var end = _held.IndexOf(EndTag, StringComparison.Ordinal);
        return end < 0 ? "" : StartAnswer(_held[(end + EndTag.Length)..].TrimStart());
    }

    /// <summary>Ends the text; returns what was held back. Reasoning without an end is no answer.</summary>
    public string Complete() => _isAnswering || _isReasoning ? "" : StartAnswer(_held);

    private string StartAnswer(string text)
    {
        // Blank lines between reasoning and answer are removed, too, but may come in the next piece.
        if (_isReasoning && text.Length == 0)
        {
            _held = StartTag + EndTag;
            return "";
        }
        (_isAnswering, _held) = (true, "");
        return text;
    }
}
