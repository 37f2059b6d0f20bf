using System.Globalization;

namespace Reelsight.Core.Time;

/// <summary>
/// A half-open range [start, end) on the presentation timeline, in seconds from the file's origin, with the rules for overlap and
/// rounding.
/// </summary>
public readonly record struct TimeRange
{
    /// <summary>Makes a range; the end must not lie before the start.</summary>
    /// <param name="startSec">First instant inside, in seconds.</param>
    /// <param name="endSec">First instant after, in seconds.</param>
    /// <exception cref="ArgumentException">A bound is not a number, or the end lies before the start.</exception>
    public TimeRange(double startSec, double endSec)
    {
        if (!double.IsFinite(startSec) || !double.IsFinite(endSec) || endSec < startSec)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"[{startSec}, {endSec}) is not a time range."));
        }

        StartSec = startSec;
        EndSec = endSec;
    }

    /// <summary>First instant inside, in seconds.</summary>
    public double StartSec { get; }

    /// <summary>First instant after, in seconds.</summary>
    public double EndSec { get; }

    /// <summary>Length in seconds, zero or more.</summary>
    public double DurationSec => EndSec - StartSec;

    /// <summary>True when <paramref name="timeSec"/> lies inside; the end does not.</summary>
    public bool Contains(double timeSec) => timeSec >= StartSec && timeSec < EndSec;

    /// <summary>True when <paramref name="other"/> lies wholly inside.</summary>
    public bool Contains(TimeRange other) => other.StartSec >= StartSec && other.EndSec <= EndSec;

    /// <summary>True when the ranges share more than a single instant; ranges that only touch do not overlap.</summary>
    public bool Overlaps(TimeRange other) => Overlap(other) > 0;

    /// <summary>Seconds shared with <paramref name="other"/>; zero when apart or only touching.</summary>
    public double Overlap(TimeRange other) => Math.Max(0, Math.Min(EndSec, other.EndSec) - Math.Max(StartSec, other.StartSec));

    /// <summary>The shared range, or null when the ranges share nothing.</summary>
    public TimeRange? Intersect(TimeRange other) =>
        Overlaps(other) ? new TimeRange(Math.Max(StartSec, other.StartSec), Math.Min(EndSec, other.EndSec)) : null;

    /// <summary>The smallest range that covers both, with any gap between them.</summary>
    public TimeRange Union(TimeRange other) => new(Math.Min(StartSec, other.StartSec), Math.Max(EndSec, other.EndSec));

    /// <summary>Intersection over union, 0 to 1; two empty ranges give 0.</summary>
    public double IoU(TimeRange other)
    {
        var shared = Overlap(other);
        var total = DurationSec + other.DurationSec - shared;
        return total > 0 ? shared / total : 0;
    }

    /// <summary>
    /// Both bounds rounded to <paramref name="digits"/> decimals, halves away from zero (milliseconds by default, what the wire shows).
    /// </summary>
    public TimeRange Round(int digits = 3) =>
        new(Math.Round(StartSec, digits, MidpointRounding.AwayFromZero), Math.Round(EndSec, digits, MidpointRounding.AwayFromZero));

    /// <summary>For example "[1.5, 4)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{StartSec}, {EndSec})");
}
