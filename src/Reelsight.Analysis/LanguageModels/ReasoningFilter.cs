namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Leaves out what models write between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> before they answer, piece by piece.
/// </summary>
internal sealed class ReasoningFilter
{
    private const string StartTag = "<think>",
        EndTag = "</think>";

    private string _held = "";
    private bool _isReasoning,
        _isAnswering;

    /// <summary>A whole text without thoughts.</summary>
    public static string RemoveReasoning(string text)
    {
        var filter = new ReasoningFilter();
        return filter.Add(text) + filter.Complete();
    }

    /// <summary>What of a piece, and of what was held back, is part of the answer.</summary>
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

    /// <summary>What is left when nothing more comes; a thought without an end is no answer.</summary>
    public string Complete() => _isAnswering || _isReasoning ? "" : StartAnswer(_held);

    private string StartAnswer(string text)
    {
        // Blank lines between thought and answer are no part of it either, but may come in the next piece.
        if (_isReasoning && text.Length == 0)
        {
            _held = StartTag + EndTag;
            return "";
        }
        (_isAnswering, _held) = (true, "");
        return text;
    }
}
