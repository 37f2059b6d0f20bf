namespace Reelsight.Understanding.Generating;

/// <summary>
/// Leaves out what models write between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> before they answer, piece by piece.
/// </summary>
internal sealed class ThoughtFilter
{
    private const string Opens = "<think>",
        Closes = "</think>";

    private string _held = "";
    private bool _inThought,
        _answering;

    /// <summary>A whole text without thoughts.</summary>
    public static string Without(string text)
    {
        var filter = new ThoughtFilter();
        return filter.Add(text) + filter.End();
    }

    /// <summary>What of a piece, and of what was held back, is part of the answer.</summary>
    public string Add(string piece)
    {
        if (_answering)
        {
            return piece;
        }

        _held += piece;
        if (!_inThought)
        {
            var start = _held.TrimStart();
            if (start.Length < Opens.Length && Opens.StartsWith(start, StringComparison.Ordinal))
            {
                return "";
            }

            if (!start.StartsWith(Opens, StringComparison.Ordinal))
            {
                return Answer(_held);
            }

            _inThought = true;
        }
        var end = _held.IndexOf(Closes, StringComparison.Ordinal);
        return end < 0 ? "" : Answer(_held[(end + Closes.Length)..].TrimStart());
    }

    /// <summary>What is left when nothing more comes; a thought without an end is no answer.</summary>
    public string End() => _answering || _inThought ? "" : Answer(_held);

    private string Answer(string text)
    {
        // Blank lines between thought and answer are no part of it either, but may come in the next piece.
        if (_inThought && text.Length == 0)
        {
            _held = Opens + Closes;
            return "";
        }
        (_answering, _held) = (true, "");
        return text;
    }
}
