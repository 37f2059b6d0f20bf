using Reelsight.Core.Descriptions;
using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>Makes one description of what the frames show of a person's body.</summary>
internal static class BodyDescriptionBuilder
{
    // On average over the frames that show the part, a colour has to cover this share of it to be named.
    private const double MinColourShare = 0.3;
    private const int MaxColours = 2;

    // Whoever lies within this time after having stood has fallen, or thrown himself down.
    private const double MaxFallSec = 3;

    // A posture holds this long around a frame at most: what happens between frames further apart is not known.
    private const double MaxHoldSec = 2;

    /// <summary>The description; null where no frame was looked at.</summary>
    /// <param name="observed">What the frames show, in order of time.</param>
    /// <param name="startSec">Start of the person's track, seconds.</param>
    /// <param name="endSec">Its end, exclusive.</param>
    public static BodyDescription? Build(IReadOnlyList<(double TimeSec, ObservedBody Body)> observed, double startSec, double endSec)
    {
        if (observed.Count == 0)
        {
            return null;
        }

        var intervals = Postures.All.SelectMany(posture => Find(posture, observed, startSec, endSec)).ToList();
        return new BodyDescription
        {
            Postures = [.. intervals.Concat(FindFalls(intervals)).OrderBy(i => i.StartSec).ThenBy(i => i.Posture, StringComparer.Ordinal)],
            UpperColours = NameColours([.. observed.Select(o => o.Body.UpperColours)]),
            LowerColours = NameColours([.. observed.Select(o => o.Body.LowerColours)]),
        };
    }

    // A posture of the whole body has to be seen twice in a row where there are more than two frames: a single one is often a mistake.
    private static IEnumerable<PostureInterval> Find(
        string posture,
        IReadOnlyList<(double TimeSec, ObservedBody Body)> observed,
        double startSec,
        double endSec
    )
    {
        var needed = observed.Count > 2 && posture is not (Postures.ArmsRaised or Postures.Reaching) ? 2 : 1;
        for (var first = 0; first < observed.Count; first++)
        {
            if (!Shows(first))
            {
                continue;
            }

            var last = first;
            while (last + 1 < observed.Count && Shows(last + 1))
            {
                last++;
            }

            if (last - first + 1 >= needed)
            {
                var from = first == 0 ? startSec : (observed[first - 1].TimeSec + observed[first].TimeSec) / 2;
                var to = last + 1 == observed.Count ? endSec : (observed[last].TimeSec + observed[last + 1].TimeSec) / 2;
                yield return new PostureInterval(
                    posture,
                    Math.Max(from, observed[first].TimeSec - MaxHoldSec),
                    Math.Min(Math.Max(to, observed[last].TimeSec + 0.001), observed[last].TimeSec + MaxHoldSec)
                );
            }

            first = last;
        }

        bool Shows(int frame) => observed[frame].Body.Postures.Contains(posture);
    }

    private static IEnumerable<PostureInterval> FindFalls(IReadOnlyList<PostureInterval> intervals)
    {
        foreach (var lying in intervals.Where(i => i.Posture == Postures.Lying))
        {
            var upright = intervals.LastOrDefault(i =>
                i.Posture == Postures.Standing && i.EndSec <= lying.StartSec && lying.StartSec - i.EndSec <= MaxFallSec
            );
            if (upright is not null)
            {
                yield return new PostureInterval(Postures.Falling, upright.EndSec, Math.Min(lying.EndSec, lying.StartSec + 1));
            }
        }
    }

    private static List<string> NameColours(IReadOnlyList<IReadOnlyList<NamedColour>> frames)
    {
        var seen = frames.Where(colours => colours.Count > 0).ToList();
        return
        [
            .. seen.SelectMany(colours => colours)
                .GroupBy(c => c.Name, (name, shares) => (Name: name, Share: shares.Sum(c => c.Share) / seen.Count))
                .Where(c => c.Share >= MinColourShare)
                .OrderByDescending(c => c.Share)
                .Take(MaxColours)
                .Select(c => c.Name),
        ];
    }
}
