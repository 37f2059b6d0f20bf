namespace Reelsight.Training.Calibration;

/// <summary>Log odds of being right as a straight line over the strength of evidence: two numbers, always monotone.</summary>
internal readonly record struct LogisticCalibrator(double Slope, double Offset)
{
    private const int NewtonSteps = 50;

    // Keeps a line finite where strengths tell right from wrong without fail.
    private const double Damping = 1e-6;

    public double ComputeProbability(double strength) => 1 / (1 + Math.Exp(-((Slope * strength) + Offset)));

    /// <summary>The line under which what was judged is likeliest, by Newton's steps.</summary>
    public static LogisticCalibrator Fit(IReadOnlyList<JudgedSample> judged)
    {
        var total = judged.Sum(one => one.Weight);
        var (slope, offset) = (0.0, 0.0);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var line = new LogisticCalibrator(slope, offset);
            var (bySlope, byOffset, gradients, both, offsets) = (0.0, 0.0, Damping, 0.0, Damping);
            foreach (var (strength, isRight, weight) in judged)
            {
                var probability = line.ComputeProbability(strength);
                var error = weight / total * ((isRight ? 1 : 0) - probability);
                var curve = weight / total * probability * (1 - probability);
                bySlope += error * strength;
                byOffset += error;
                gradients += curve * strength * strength;
                both += curve * strength;
                offsets += curve;
            }

            var determinant = (gradients * offsets) - (both * both);
            slope += ((offsets * bySlope) - (both * byOffset)) / determinant;
            offset += ((gradients * byOffset) - (both * bySlope)) / determinant;
        }

        return new LogisticCalibrator(slope, offset);
    }

    /// <summary>
    /// Mean distance between a probability and how often it comes true, in ten bins: the expected calibration error, 0-1.
    /// </summary>
    public static double ComputeCalibrationError(IEnumerable<(double Probability, bool IsRight, double Weight)> judged)
    {
        var all = judged.ToList();
        var bins = all.GroupBy(one => Math.Min(9, (int)(one.Probability * 10)));
        return bins.Sum(bin => Math.Abs(bin.Sum(one => one.Weight * (one.Probability - (one.IsRight ? 1 : 0)))))
            / all.Sum(one => one.Weight);
    }
}
