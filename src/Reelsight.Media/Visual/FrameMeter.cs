namespace Reelsight.Media;

/// <summary>
/// Measures every frame as it is decoded, with about a second of shrunk frames in memory, however long the file.
/// </summary>
internal sealed class FrameMeter(Rational timeBase)
{
    private const double LastingSec = 0.2;
    private const double DriftSec = 1;
    private const int MaxHeld = 128; // two seconds at 60 fps; faster cameras get a shorter window
    private const float Calm = 0.02f; // below this a step cannot be a cut, so its lasting change is not measured

    private readonly List<FrameMeasure> _measures = [];
    private readonly LinkedList<TinyFrame> _held = new();
    private readonly Queue<(int Index, TinyFrame Before)> _waiting = new();
    private readonly Stack<TinyFrame> _spare = new();

    /// <summary>Frames measured so far.</summary>
    public IReadOnlyList<FrameMeasure> Measures => _measures;

    /// <summary>A frame to be filled and given to <see cref="Add"/>.</summary>
    public TinyFrame Rent() => _spare.TryPop(out var frame) ? frame : new TinyFrame();

    public void Add(TinyFrame frame)
    {
        frame.Summarize();
        var before = _held.Last?.Value;
        var step = before is null ? 0 : TinyFrame.Difference(before, frame);
        while (_waiting.TryPeek(out var oldest) && SecondsBetween(_measures[oldest.Index].Pts, frame.Pts) >= LastingSec)
        {
            Settle(_waiting.Dequeue(), frame);
        }

        while (
            _held.First is { Next: not null } first
            && (_held.Count >= MaxHeld || SecondsBetween(first.Next.Value.Pts, frame.Pts) >= DriftSec)
        )
        {
            _held.RemoveFirst();
            if (!_waiting.Any(w => w.Before == first.Value))
            {
                _spare.Push(first.Value);
            }
        }
        var (drift, blend) = Window(frame);
        _measures.Add(new FrameMeasure(frame.Pts, step, step, drift, blend));
        if (step > Calm && before is not null)
        {
            _waiting.Enqueue((_measures.Count - 1, before));
        }

        _held.AddLast(frame);
    }

    /// <summary>Settles what still waits for a later frame with the last one there is.</summary>
    public void Finish()
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            Settle(waiting, _held.Last!.Value);
        }
    }

    private void Settle((int Index, TinyFrame Before) waiting, TinyFrame later) =>
        _measures[waiting.Index] = _measures[waiting.Index] with { Lasting = TinyFrame.Difference(waiting.Before, later) };

    private (float Drift, float Blend) Window(TinyFrame frame)
    {
        if (_held.First is not { } first || SecondsBetween(first.Value.Pts, frame.Pts) < DriftSec / 2)
        {
            return (0, 1);
        }

        var drift = TinyFrame.Difference(first.Value, frame);
        if (drift < Calm)
        {
            return (drift, 1);
        }

        var half = first;
        var middle = (first.Value.Pts + frame.Pts) / 2;
        while (half.Next is { } next && next.Value.Pts <= middle)
        {
            half = next;
        }

        return (drift, TinyFrame.BlendResidual(first.Value, half.Value, frame));
    }

    private double SecondsBetween(long from, long to) => new MediaTime(to - from, timeBase).Seconds;
}
