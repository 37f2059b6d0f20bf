namespace Reelsight.Cli.Evaluation;

/// <summary>Retrieval metrics over a set of judged queries. Shares are 0-1; a metric without data is null.</summary>
internal sealed record QualityMetrics
{
    private const int ScoreBins = 10;

    /// <summary>Number of queries with a relevant range.</summary>
    public required int Answerable { get; init; }

    /// <summary>Recall at 1: share of those whose first moment is relevant.</summary>
    public double? RecallAt1 { get; init; }

    /// <summary>Recall at 5.</summary>
    public double? RecallAt5 { get; init; }

    /// <summary>Recall at 10.</summary>
    public double? RecallAt10 { get; init; }

    /// <summary>Mean reciprocal rank of the first relevant moment (0 when none).</summary>
    public double? MeanReciprocalRank { get; init; }

    /// <summary>Mean average precision, a moment being relevant when it overlaps.</summary>
    public double? MapByOverlap { get; init; }

    /// <summary>Mean average precision at an intersection over union of 0.3.</summary>
    public double? MapAtIou03 { get; init; }

    /// <summary>Mean average precision at an intersection over union of 0.5.</summary>
    public double? MapAtIou05 { get; init; }

    /// <summary>Number of queries without a relevant range.</summary>
    public required int Unanswerable { get; init; }

    /// <summary>Share of those that retrieved anything.</summary>
    public double? FalseAlarms { get; init; }

    /// <summary>Share of those that retrieved a moment of medium or high confidence.</summary>
    public double? ConfidentFalseAlarms { get; init; }

    /// <summary>
    /// Expected calibration error of the score read as a probability: the mean distance of score/100 from the share of relevant moments, in
    /// ten bins.
    /// </summary>
    public double? CalibrationError { get; init; }

    /// <summary>Precision by confidence.</summary>
    public required IReadOnlyList<ConfidenceMetric> ByConfidence { get; init; }

    /// <summary>Precision by score, in ten bins; empty bins are left out.</summary>
    public required IReadOnlyList<ScoreMetric> ByScore { get; init; }

    /// <summary>Computes the metrics of judged queries.</summary>
    public static QualityMetrics Compute(IReadOnlyList<JudgedQuery> queries)
    {
        var answerable = queries.Where(q => q.IsAnswerable).ToList();
        var absent = queries.Where(q => !q.IsAnswerable).ToList();
        var moments = queries.SelectMany(q => q.Retrieved.Select(m => (Moment: m, IsRight: q.IsRelevant(m)))).ToList();
        var byScore = moments
            .GroupBy(m => Math.Clamp((int)(m.Moment.Score / 100 * ScoreBins), 0, ScoreBins - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => new ScoreMetric(
                bin.Key * 100 / ScoreBins,
                bin.Count(),
                bin.Average(m => m.Moment.Score),
                bin.Average(m => m.IsRight ? 1.0 : 0)
            ))
            .ToList();
        return new QualityMetrics
        {
            Answerable = answerable.Count,
            RecallAt1 = Recall(1),
            RecallAt5 = Recall(5),
            RecallAt10 = Recall(10),
            MeanReciprocalRank = Mean(answerable, q => q.FirstRelevantRank is { } place ? 1.0 / place : 0),
            MapByOverlap = Mean(answerable, q => q.AveragePrecisionByOverlap()),
            MapAtIou03 = Mean(answerable, q => q.AveragePrecisionByIoU(0.3)),
            MapAtIou05 = Mean(answerable, q => q.AveragePrecisionByIoU(0.5)),
            Unanswerable = absent.Count,
            FalseAlarms = Mean(absent, q => q.Retrieved.Count > 0 ? 1 : 0),
            ConfidentFalseAlarms = Mean(absent, q => q.Retrieved.Any(m => m.Confidence is "medium" or "high") ? 1 : 0),
            CalibrationError =
                moments.Count == 0 ? null : byScore.Sum(bin => Math.Abs(bin.MeanScore / 100 - bin.Right) * bin.Moments) / moments.Count,
            ByConfidence =
            [
                .. ((string[])["high", "medium", "low"])
                    .Select(word => (Word: word, Of: moments.Where(m => m.Moment.Confidence == word).ToList()))
                    .Where(group => group.Of.Count > 0)
                    .Select(group => new ConfidenceMetric(group.Word, group.Of.Count, group.Of.Average(m => m.IsRight ? 1.0 : 0))),
            ],
            ByScore = byScore,
        };

        double? Recall(int places) => Mean(answerable, q => q.FirstRelevantRank <= places ? 1 : 0);
    }

    private static double? Mean(List<JudgedQuery> queries, Func<JudgedQuery, double> figure) =>
        queries.Count == 0 ? null : queries.Average(figure);
}
