namespace Reelsight.Labels.Teaching;

/// <summary>
/// Turns scores into how likely a proposal is right: 1 / (1 + exp(-(slope × score + offset))), fitted on held-out scores.
/// </summary>
/// <param name="Slope">Above 0.</param>
/// <param name="Offset">The logit at score 0.</param>
public sealed record ProposalCalibration(double Slope, double Offset)
{
    /// <summary>Fewer examples of either kind say nothing of how likely a proposal is right.</summary>
    public const int MinOfEachKind = 5;
    private const int Steps = 60;

    /// <summary>The probability, 0-1.</summary>
    public double Compute(double score) => 1 / (1 + Math.Exp(-((Slope * score) + Offset)));

    /// <summary>Fits held-out scores (Platt); null when there are too few, or when higher scores are not right more often.</summary>
    public static ProposalCalibration? Fit(IReadOnlyList<(double Score, bool IsRight)> judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        double right = judged.Count(j => j.IsRight);
        var wrong = judged.Count - right;
        if (
            right < MinOfEachKind
            || wrong < MinOfEachKind
            || judged.Where(j => j.IsRight).Average(j => j.Score) <= judged.Where(j => !j.IsRight).Average(j => j.Score)
        )
        {
            return null;
        }

        // Platt's targets: so many examples do not prove a probability of 1 or 0.
        var (high, low) = ((right + 1) / (right + 2), 1 / (wrong + 2));
        var (slope, offset) = (1.0, Math.Log((right + 1) / (wrong + 1)));
        for (var step = 0; step < Steps; step++)
        {
            double g0 = 0,
                g1 = 0,
                h00 = 1e-6,
                h01 = 0,
                h11 = 1e-6;
            foreach (var (score, isRight) in judged)
            {
                var p = 1 / (1 + Math.Exp(-((slope * score) + offset)));
                var (error, spread) = (p - (isRight ? high : low), Math.Max(1e-6, p * (1 - p)));
                g0 += error * score;
                g1 += error;
                h00 += spread * score * score;
                h01 += spread * score;
                h11 += spread;
            }

            var determinant = (h00 * h11) - (h01 * h01);
            // Short steps: a full one overshoots where examples are separated.
            slope -= Math.Clamp(((h11 * g0) - (h01 * g1)) / determinant, -2, 2);
            offset -= Math.Clamp(((h00 * g1) - (h01 * g0)) / determinant, -2, 2);
        }

        return slope > 0 && double.IsFinite(slope) && double.IsFinite(offset) ? new ProposalCalibration(slope, offset) : null;
    }
}
