using Reelsight.Core.Descriptions;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Joins lines of text of successive frames into evidence with a time range: a line lasts while later OCR results still have it at the same
/// place, small differences allowed. A line that a later result no longer has ends half way between the two.
/// </summary>
public sealed class TextLineTracker
{
    /// <summary>Share of characters that may differ between two OCR results of one line.</summary>
    private const double MaxEditShare = 0.34;

    private readonly List<Open> _open = [];
    private readonly List<Evidence> _closed = [];
    private double _lastReadSec = double.NaN;

    /// <summary>Adds the lines of one frame; frames come in order of time.</summary>
    public void Add(double timeSec, IReadOnlyList<OnScreenTextLine> lines)
    {
        var endOfMissing = double.IsNaN(_lastReadSec) ? timeSec : (_lastReadSec + timeSec) / 2;
        var unmatched = lines.ToList();
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var open = _open[i];
            var at = unmatched.FindIndex(l => IsSamePlace(open.Best, l) && IsSameText(open.Best.Text, l.Text));
            if (at < 0)
            {
                Close(open, endOfMissing);
                _open.RemoveAt(i);
                continue;
            }
            open.Best = ChooseBetter(open.Best, unmatched[at]);
            unmatched.RemoveAt(at);
        }
        // A line may have appeared any time since the last OCR result; its start is the first result that has it.
        foreach (var line in unmatched)
        {
            _open.Add(new Open { Best = line, StartSec = timeSec });
        }

        _lastReadSec = timeSec;
    }

    /// <summary>Ends all lines at a cut.</summary>
    public void EndScene(double timeSec)
    {
        foreach (var open in _open)
        {
            Close(open, timeSec);
        }

        _open.Clear();
        _lastReadSec = double.NaN;
    }

    /// <summary>Returns all evidence after the last frame, in order of its start.</summary>
    public IReadOnlyList<Evidence> Finish(double endSec)
    {
        EndScene(endSec);
        return [.. _closed.OrderBy(e => e.StartSec).ThenBy(e => e.Sightings.Count > 0 ? e.Sightings[0].Y : 0)];
    }

    private void Close(Open open, double endSec)
    {
        if (endSec <= open.StartSec)
        {
            return;
        }

        var line = open.Best;
        _closed.Add(
            new Evidence
            {
                Kind = EvidenceKind.OnScreenText,
                Text = line.Text,
                StartSec = open.StartSec,
                EndSec = endSec,
                Confidence = line.Confidence,
                Source = VisualStage.TextSource,
                Sightings = [new Sighting(open.StartSec, line.X, line.Y, line.Width, line.Height, (float)line.Confidence)],
            }
        );
    }

    // Typing makes a line grow, so the longer text wins; else the one with the higher confidence.
    private static OnScreenTextLine ChooseBetter(OnScreenTextLine a, OnScreenTextLine b) =>
        b.Text.StartsWith(a.Text, StringComparison.Ordinal) ? b
        : a.Text.StartsWith(b.Text, StringComparison.Ordinal) ? a
        : b.Confidence > a.Confidence ? b
        : a;

    private static bool IsSamePlace(OnScreenTextLine a, OnScreenTextLine b) =>
        Math.Abs(a.Y + a.Height / 2 - b.Y - b.Height / 2) < Math.Max(a.Height, b.Height)
        && Math.Abs(a.X - b.X) < Math.Max(a.Height, b.Height) * 2;

    private static bool IsSameText(string a, string b)
    {
        if (b.StartsWith(a, StringComparison.Ordinal) || a.StartsWith(b, StringComparison.Ordinal))
        {
            return Math.Min(a.Length, b.Length) * 2 >= Math.Max(a.Length, b.Length);
        }

        return EditDistance(a, b) <= MaxEditShare * Math.Max(a.Length, b.Length);
    }

    private static int EditDistance(string a, string b)
    {
        Span<int> row = b.Length < 256 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }

    private sealed class Open
    {
        public required OnScreenTextLine Best { get; set; }
        public required double StartSec { get; init; }
    }
}
