using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>How proposals compare with accepted intervals.</summary>
/// <param name="Accepted">Number of accepted intervals.</param>
/// <param name="Proposed">Number of proposals.</param>
/// <param name="Both">Proposals that mean an accepted interval, each its own.</param>
public readonly record struct IntervalMatches(int Accepted, int Proposed, int Both)
{
    /// <summary>Harmonic mean of the shares found and right, 0-1.</summary>
    public double F1 => Accepted + Proposed == 0 ? 0 : 2.0 * Both / (Accepted + Proposed);

    /// <summary>The counts of both together.</summary>
    public static IntervalMatches operator +(IntervalMatches a, IntervalMatches b) =>
        new(a.Accepted + b.Accepted, a.Proposed + b.Proposed, a.Both + b.Both);

    /// <summary>The counts of both together.</summary>
    public static IntervalMatches Add(IntervalMatches left, IntervalMatches right) => left + right;

    /// <summary>Pairs proposals with accepted intervals, the best overlaps first.</summary>
    /// <param name="accepted">The accepted intervals of a video.</param>
    /// <param name="proposed">The proposals for it.</param>
    /// <param name="iou">The overlap from which on two mean the same.</param>
    public static IntervalMatches Count(IReadOnlyList<TimeRange> accepted, IReadOnlyList<TimeRange> proposed, double iou)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(proposed);
        var pairs = accepted
            .SelectMany((a, i) => proposed.Select((p, j) => (Accepted: i, Proposed: j, IoU: a.IoU(p))))
            .Where(pair => pair.IoU >= iou)
            .OrderByDescending(pair => pair.IoU);
        HashSet<int> usedAccepted = [],
            usedProposed = [];
        foreach (var pair in pairs)
        {
            if (!usedAccepted.Contains(pair.Accepted) && !usedProposed.Contains(pair.Proposed))
            {
                usedAccepted.Add(pair.Accepted);
                usedProposed.Add(pair.Proposed);
            }
        }

        return new IntervalMatches(accepted.Count, proposed.Count, usedAccepted.Count);
    }
}
