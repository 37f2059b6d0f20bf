using Reelsight.Storage.Records;

namespace Reelsight.Labels.Agreement;

/// <summary>How far two reviewers agree: what each accepted, on the videos that both have judged.</summary>
public static class AnnotatorAgreement
{
    /// <summary>Shares of overlap from which two annotations count as the same.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [0.3, 0.5, 0.7, 0.9];

    /// <summary>All together first, then each label that one of them used.</summary>
    /// <param name="first">The first reviewer's.</param>
    /// <param name="second">The second reviewer's.</param>
    /// <param name="frames">How many frames each video that both have judged has.</param>
    public static IReadOnlyList<AgreementScores> Compute(
        IReadOnlyList<AnnotationRecord> first,
        IReadOnlyList<AnnotationRecord> second,
        IReadOnlyDictionary<string, long> frames
    )
    {
        var (a, b) = (SelectJudged(first, frames), SelectJudged(second, frames));
        var labels = a.Concat(b).Select(x => x.LabelId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return
        [
            ComputeScores(null, a, b, frames),
            .. labels.Select(l => ComputeScores(l, [.. a.Where(x => x.LabelId == l)], [.. b.Where(x => x.LabelId == l)], frames)),
        ];
    }

    /// <summary>Intersection over union of two intervals in frames, 0-1; 0 in different videos.</summary>
    public static double IoU(AnnotationRecord a, AnnotationRecord b)
    {
        if (a.VideoId != b.VideoId)
        {
            return 0;
        }

        var shared = Math.Min(a.EndFrame, b.EndFrame) - Math.Max(a.StartFrame, b.StartFrame);
        return shared <= 0 ? 0 : (double)shared / (Math.Max(a.EndFrame, b.EndFrame) - Math.Min(a.StartFrame, b.StartFrame));
    }

    /// <summary>
    /// 2 × pairs over all annotations, where each is in one pair at most: of one label, with at least this overlap, the best overlap first.
    /// Null without any.
    /// </summary>
    public static double? F1(IReadOnlyList<AnnotationRecord> first, IReadOnlyList<AnnotationRecord> second, double threshold)
    {
        if (first.Count + second.Count == 0)
        {
            return null;
        }

        var byLabel = second.ToLookup(b => (b.VideoId, b.LabelId));
        var pairs = first
            .SelectMany(a => byLabel[(a.VideoId, a.LabelId)].Select(b => (a, b, IoU: IoU(a, b))))
            .Where(p => p.IoU >= threshold)
            .OrderByDescending(p => p.IoU)
            .ThenBy(p => p.a.Id, StringComparer.Ordinal)
            .ThenBy(p => p.b.Id, StringComparer.Ordinal);
        var (takenA, takenB) = (new HashSet<string>(), new HashSet<string>());
        var same = 0;
        foreach (var (a, b, _) in pairs)
        {
            if (takenA.Contains(a.Id) || takenB.Contains(b.Id))
            {
                continue;
            }

            takenA.Add(a.Id);
            takenB.Add(b.Id);
            same++;
        }
        return 2d * same / (first.Count + second.Count);
    }

    private static AgreementScores ComputeScores(
        string? label,
        List<AnnotationRecord> a,
        List<AnnotationRecord> b,
        IReadOnlyDictionary<string, long> frames
    ) =>
        new(
            label,
            KrippendorffAlpha.Compute(frames.SelectMany(v => SplitIntoUnits(v.Key, v.Value, a, b))),
            [.. Thresholds.Select(t => F1(a, b, t))],
            a.Count,
            b.Count
        );

    // Between two edges nothing changes, so the frames between them are judged alike. A frame's value is the labels on it.
    private static IEnumerable<RatedUnit> SplitIntoUnits(
        string video,
        long frames,
        List<AnnotationRecord> first,
        List<AnnotationRecord> second
    )
    {
        List<AnnotationRecord>[] both =
        [
            [.. first.Where(x => x.VideoId == video).OrderBy(x => x.StartFrame)],
            [.. second.Where(x => x.VideoId == video).OrderBy(x => x.StartFrame)],
        ];
        long[] edges =
        [
            .. both.SelectMany(x => x)
                .SelectMany(x => (long[])[x.StartFrame, x.EndFrame])
                .Append(0)
                .Append(frames)
                .Where(e => e >= 0 && e <= frames)
                .Distinct()
                .Order(),
        ];
        var (next, open) = (new int[2], new[] { new List<AnnotationRecord>(), new List<AnnotationRecord>() });
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            for (var who = 0; who < 2; who++)
            {
                open[who].RemoveAll(x => x.EndFrame <= edges[i]);
                for (; next[who] < both[who].Count && both[who][next[who]].StartFrame <= edges[i]; next[who]++)
                {
                    open[who].Add(both[who][next[who]]);
                }
            }
            yield return new RatedUnit(
                [.. open.Select(o => string.Join('+', o.Select(x => x.LabelId).Distinct().Order(StringComparer.Ordinal)))],
                edges[i + 1] - edges[i]
            );
        }
    }

    private static List<AnnotationRecord> SelectJudged(
        IEnumerable<AnnotationRecord> annotations,
        IReadOnlyDictionary<string, long> frames
    ) => [.. annotations.Where(a => a.State == AnnotationRecord.Accepted && frames.ContainsKey(a.VideoId))];
}
