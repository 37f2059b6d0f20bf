using Reelsight.Core.Time;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Shots;

/// <summary>Finds shots in the measurements of a <see cref="VideoDecoder"/>.</summary>
public static class ShotDetector
{
    private const double NeighbourhoodSec = 0.4;
    private const double MaxFlashSec = 0.25;
    private const double WindowSec = 1; // over which FrameDifference.Drift looks back

    /// <summary>The shots of a file, in order, covering [0, end) without gaps.</summary>
    /// <param name="info">The probed file.</param>
    /// <param name="pass">Its finished visual pass.</param>
    /// <param name="options">Thresholds; the defaults when null.</param>
    public static IReadOnlyList<Shot> Detect(MediaInfo info, VideoDecoderResult pass, ShotDetectorOptions? options = null)
    {
        options ??= new ShotDetectorOptions();
        var frames = pass.Frames;
        var times = frames.Select(f => info.ToTimelineSec(new MediaTime(f.Pts, pass.TimeBase))).ToArray();
        var endSec = pass.EndSec;
        var cuts = FindCuts(frames, times, options);
        var found = cuts.Concat(FindGradualTransitions(frames, times, cuts, options));

        // The strongest first: a weaker one too close to it, or to the file's ends, is part of the same change.
        var kept = new SortedDictionary<int, Boundary>();
        foreach (var boundary in found.OrderByDescending(b => b.Score).ThenBy(b => b.Frame))
        {
            var at = times[boundary.Frame];
            if (
                at >= options.MinShotSec
                && endSec - at >= options.MinShotSec
                && !kept.Keys.Any(k => Math.Abs(times[k] - at) < options.MinShotSec)
            )
            {
                kept[boundary.Frame] = boundary;
            }
        }
        var shots = new List<Shot>();
        var (from, opening) = (0, ShotTransition.Start);
        foreach (var boundary in kept.Values)
        {
            Close(boundary.Frame, times[boundary.Frame]);
            (from, opening) = (boundary.Frame, boundary.Transition);
        }
        Close(frames.Count, endSec);
        return shots;

        void Close(int next, double closeSec) =>
            shots.Add(
                new Shot(new TimeRange(from == 0 ? 0 : times[from], closeSec), new MediaTime(frames[from].Pts, pass.TimeBase), opening)
            );
    }

    private static List<Boundary> FindCuts(IReadOnlyList<FrameDifference> frames, double[] times, ShotDetectorOptions options)
    {
        var cuts = new List<Boundary>();
        var flashUntil = double.NegativeInfinity;
        for (var i = 1; i < frames.Count; i++)
        {
            var step = frames[i].Step;
            if (step < options.MinCutStep || step < options.MinCutRatio * GetNeighbourhoodLevel(frames, times, i))
            {
                continue;
            }

            if (frames[i].Lasting < options.MinLastingShare * step)
            {
                flashUntil = times[i] + MaxFlashSec; // what follows at once is the flash going out
            }
            else if (times[i] > flashUntil)
            {
                cuts.Add(new Boundary(i, 1 + step, ShotTransition.Cut));
            }
        }
        return cuts;
    }

    /// <summary>The usual step around frame i: the mean without the two largest (another cut, or both edges of a flash).</summary>
    private static float GetNeighbourhoodLevel(IReadOnlyList<FrameDifference> frames, double[] times, int i)
    {
        float sum = 0,
            largest = 0,
            second = 0;
        var count = 0;
        for (var j = i - 1; j > 0 && times[i] - times[j] <= NeighbourhoodSec; j--)
        {
            Take(frames[j].Step);
        }

        for (var j = i + 1; j < frames.Count && times[j] - times[i] <= NeighbourhoodSec; j++)
        {
            Take(frames[j].Step);
        }

        return count > 2 ? (sum - largest - second) / (count - 2) : 0;

        void Take(float step)
        {
            sum += step;
            count++;
            if (step > largest)
            {
                (largest, second) = (step, largest);
            }
            else if (step > second)
            {
                second = step;
            }
        }
    }

    private static IEnumerable<Boundary> FindGradualTransitions(
        IReadOnlyList<FrameDifference> frames,
        double[] times,
        List<Boundary> cuts,
        ShotDetectorOptions options
    )
    {
        var cutTimes = cuts.Select(c => times[c.Frame]).ToArray();
        for (var i = 0; i < frames.Count; i++)
        {
            if (!Blends(i))
            {
                continue;
            }

            var best = i;
            for (; i < frames.Count && Blends(i); i++)
            {
                if (frames[i].Drift * (1 - frames[i].Blend) > frames[best].Drift * (1 - frames[best].Blend))
                {
                    best = i;
                }
            }
            // The look-back window that saw the change best has the change in its middle.
            var middle = Array.BinarySearch(times, times[best] - (WindowSec / 2));
            yield return new Boundary(middle < 0 ? ~middle : middle, frames[best].Drift, ShotTransition.Gradual);
        }

        bool Blends(int i) =>
            frames[i].Drift >= options.MinGradualDrift
            && frames[i].Blend <= options.MaxGradualBlend
            && !CutWithin(times[i] - WindowSec, times[i]);

        bool CutWithin(double fromSec, double toSec)
        {
            var next = Array.BinarySearch(cutTimes, fromSec);
            next = next < 0 ? ~next : next;
            return next < cutTimes.Length && cutTimes[next] <= toSec;
        }
    }

    // Cuts outrank dissolves: their strength starts at 1.
    private readonly record struct Boundary(int Frame, float Score, ShotTransition Transition);
}
