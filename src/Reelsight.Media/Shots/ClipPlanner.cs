using Reelsight.Core.Time;
using Reelsight.Media.Decoding;

namespace Reelsight.Media.Shots;

/// <summary>
/// Cuts a timeline into the clips that are described and searched. Deterministic; the clips cover [0, duration)
/// without gap or overlap and the last one ends exactly at the duration.
/// </summary>
public static class ClipPlanner
{
    /// <summary>Clips aligned to shots.</summary>
    /// <param name="shots">The file's shots, in order.</param>
    /// <param name="durationSec">Length of the timeline in seconds: <see cref="VideoDecoderResult.EndSec"/>.</param>
    /// <param name="options">Lengths; the defaults when null.</param>
    public static IReadOnlyList<TimeRange> Plan(IReadOnlyList<Shot> shots, double durationSec, ClipPlannerOptions? options = null) =>
        Plan(durationSec, shots.Select(s => s.Range.StartSec), options);

    /// <summary>Clips aligned to given instants: shot boundaries, or pauses in the speech of an audio file.</summary>
    /// <param name="durationSec">Length of the timeline in seconds; a timeline shorter than the shortest clip is one clip.</param>
    /// <param name="boundariesSec">Instants at which a clip had better end, in any order.</param>
    /// <param name="options">Lengths; the defaults when null.</param>
    public static IReadOnlyList<TimeRange> Plan(double durationSec, IEnumerable<double> boundariesSec, ClipPlannerOptions? options = null)
    {
        options ??= new ClipPlannerOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(durationSec);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSec, 2 * options.MinSec, nameof(options));

        // A boundary too close to the one before joins its shot to the next; one too close to the end goes.
        var edges = new List<double> { 0 };
        foreach (var at in boundariesSec.Order())
        {
            if (at - edges[^1] >= options.MinSec && durationSec - at >= options.MinSec)
            {
                edges.Add(at);
            }
        }
        edges.Add(durationSec);

        var clips = new List<TimeRange>();
        for (var i = 1; i < edges.Count; i++)
        {
            Split(edges[i - 1], edges[i], options.MaxSec, clips);
        }

        return clips;
    }

    private static void Split(double startSec, double endSec, double maxSec, List<TimeRange> clips)
    {
        // Slightly over the maximum is the rounding of a timestamp, not a reason to halve a clip.
        var pieces = Math.Max(1, (int)Math.Ceiling(((endSec - startSec) / maxSec) - 1e-9));
        var from = startSec;
        for (var piece = 1; piece <= pieces; piece++)
        {
            var to = piece == pieces ? endSec : startSec + ((endSec - startSec) * piece / pieces);
            clips.Add(new TimeRange(from, to));
            from = to;
        }
    }
}
