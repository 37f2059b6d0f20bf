using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Trains a label from what people accepted and rejected. How well it does is measured on examples that it has not seen: it is asked for
/// one video at a time (of a single one, for one interval at a time) by what the others taught.
/// </summary>
public static class LabelTrainer
{
    /// <summary>Accepted intervals from which on it can be measured.</summary>
    public const int MinToMeasure = 3;

    /// <summary>From this overlap on, a proposal means an accepted interval.</summary>
    public const double MatchIoU = 0.5;

    // From this overlap on, an accepted and a rejected interval are the same one; below, somebody has drawn its edges anew.
    private const double ContradictionIoU = 0.9;
    private static readonly double[] _thresholds = [.. Enumerable.Range(-8, 17).Select(t => t / 10.0)];

    /// <summary>Trains a label.</summary>
    /// <param name="reviewed">Videos in which somebody accepted or rejected the label.</param>
    /// <param name="others">Other footage, which counts a little as not showing it.</param>
    /// <param name="missing">Examples in videos that could not be read; only counted.</param>
    /// <param name="ct">Cancellation.</param>
    public static TeachingResult Train(
        IReadOnlyList<TeachingVideo> reviewed,
        IReadOnlyList<TeachingVideo> others,
        int missing,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        ArgumentNullException.ThrowIfNull(others);
        List<TeachingVideo> kept = [.. reviewed.Select(LeaveOutContradictions).Where(v => v.Frames.TimesSec.Count > 0)];
        var figures = new TeachingFigures
        {
            State = TeachingState.NeedsExamples,
            Accepted = kept.Sum(v => v.Accepted.Count),
            Rejected = kept.Sum(v => v.Rejected.Count),
            Videos = kept.Count(v => v.Accepted.Count > 0),
            Contradictory = reviewed.Sum(v => v.Accepted.Count(a => v.Rejected.Any(r => IsSame(a, r)))),
            Missing = missing,
        };
        if (figures.Accepted == 0)
        {
            return new TeachingResult(null, figures);
        }

        var layout = FeatureLayout.Create([.. kept, .. others]);
        var groups = new HeldOutGroups(kept);
        var sample = TeachingSample.Draw(layout, kept, others, groups.Find);
        if (!sample.HasContrast)
        {
            return new TeachingResult(null, figures with { State = TeachingState.NeedsContrast });
        }

        ct.ThrowIfCancellationRequested();
        var fit = RidgeFit.Fit(sample.Rows, sample.Targets, sample.Weights);
        var rows = sample.Groups.Index().ToLookup(entry => entry.Item, entry => entry.Index);
        List<LinearScore> folds =
        [
            .. Enumerable.Range(0, FootageFold.Count).Select(f => fit.FitWithout([.. rows[TeachingSample.GetOtherGroup(f)]])),
        ];
        ct.ThrowIfCancellationRequested();
        if (figures.Accepted < MinToMeasure)
        {
            return new TeachingResult(new TaughtModel(layout, fit.Full, folds, 0, null), figures with { State = TeachingState.Unmeasured });
        }

        var curves = HeldOutCurve.Compute(layout, kept, sample, fit, groups, ct);
        var (threshold, matches) = _thresholds
            .Select(t => (Threshold: t, Matches: Match(curves, t)))
            .OrderByDescending(x => x.Matches.F1)
            .ThenBy(x => Math.Abs(x.Threshold))
            .First();
        return new TeachingResult(
            new TaughtModel(layout, fit.Full, folds, threshold, ProposalCalibration.Fit([.. curves.SelectMany(c => c.Judge())])),
            figures with
            {
                State = TeachingState.Measured,
                Found = matches.Accepted == 0 ? 0 : (double)matches.Both / matches.Accepted,
                Right = matches.Proposed == 0 ? null : (double)matches.Both / matches.Proposed,
            }
        );
    }

    private static IntervalMatches Match(IReadOnlyList<HeldOutCurve> curves, double threshold) =>
        curves
            .Select(c => IntervalMatches.Count(c.Video.Accepted, [.. c.Find(threshold).Select(s => s.Range)], MatchIoU))
            .Aggregate(new IntervalMatches(0, 0, 0), (sum, m) => sum + m);

    private static TeachingVideo LeaveOutContradictions(TeachingVideo video) =>
        video with
        {
            Accepted = [.. video.Accepted.Where(a => !video.Rejected.Any(r => IsSame(a, r)))],
            Rejected = [.. video.Rejected.Where(r => !video.Accepted.Any(a => IsSame(a, r)))],
        };

    private static bool IsSame(TimeRange accepted, TimeRange rejected) => accepted.IoU(rejected) >= ContradictionIoU;
}
