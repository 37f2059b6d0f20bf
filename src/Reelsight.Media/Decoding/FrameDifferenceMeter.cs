using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>
/// Measures every frame as it is decoded, with about a second of shrunk frames in memory, however long the file.
/// </summary>
internal sealed class FrameDifferenceMeter(Rational timeBase)
{
    private const double LastingSec = 0.2;
    private const double DriftSec = 1;
    private const int MaxRecent = 128; // two seconds at 60 fps; faster cameras get a shorter window
    private const float MinStep = 0.02f; // below this a step cannot be a cut, so its lasting change is not measured

    private readonly List<FrameDifference> _measures = [];
    private readonly LinkedList<DownscaledFrame> _recent = new();
    private readonly Queue<(int Index, DownscaledFrame Before)> _pending = new();
    private readonly Stack<DownscaledFrame> _spare = new();

    /// <summary>Frames measured so far.</summary>
    public IReadOnlyList<FrameDifference> Measures => _measures;

    /// <summary>A frame to be filled and given to <see cref="Add"/>.</summary>
    public DownscaledFrame Rent() => _spare.TryPop(out var frame) ? frame : new DownscaledFrame();

    public void Add(DownscaledFrame frame)
    {
        frame.ComputeHistogram();
        var before = _recent.Last?.Value;
        var step = before is null ? 0 : DownscaledFrame.Difference(before, frame);
        while (_pending.TryPeek(out var oldest) && SecondsBetween(_measures[oldest.Index].Pts, frame.Pts) >= LastingSec)
        {
            Resolve(_pending.Dequeue(), frame);
        }

        while (
            _recent.First is { Next: not null } first
            && (_recent.Count >= MaxRecent || SecondsBetween(first.Next.Value.Pts, frame.Pts) >= DriftSec)
        )
        {
            _recent.RemoveFirst();
            if (!_pending.Any(w => w.Before == first.Value))
            {
                _spare.Push(first.Value);
            }
        }
        var (drift, blend) = CompareWithWindow(frame);
        _measures.Add(new FrameDifference(frame.Pts, step, step, drift, blend));
        if (step > MinStep && before is not null)
        {
            _pending.Enqueue((_measures.Count - 1, before));
        }

        _recent.AddLast(frame);
    }

    /// <summary>Settles what still waits for a later frame with the last one there is.</summary>
    public void Finish()
    {
        while (_pending.TryDequeue(out var waiting))
        {
            Resolve(waiting, _recent.Last!.Value);
        }
    }

    private void Resolve((int Index, DownscaledFrame Before) waiting, DownscaledFrame later) =>
        _measures[waiting.Index] = _measures[waiting.Index] with { Lasting = DownscaledFrame.Difference(waiting.Before, later) };

    private (float Drift, float Blend) CompareWithWindow(DownscaledFrame frame)
    {
        if (_recent.First is not { } first || SecondsBetween(first.Value.Pts, frame.Pts) < DriftSec / 2)
        {
            return (0, 1);
        }

        var drift = DownscaledFrame.Difference(first.Value, frame);
        if (drift < MinStep)
        {
            return (drift, 1);
        }

        var half = first;
        var middle = (first.Value.Pts + frame.Pts) / 2;
        while (half.Next is { } next && next.Value.Pts <= middle)
        {
            half = next;
        }

        return (drift, DownscaledFrame.BlendResidual(first.Value, half.Value, frame));
    }

    private double SecondsBetween(long from, long to) => new MediaTime(to - from, timeBase).Seconds;
}
