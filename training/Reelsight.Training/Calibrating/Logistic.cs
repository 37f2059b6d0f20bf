namespace Reelsight.Training.Calibrating;

/// <summary>Log odds of being right as a straight line over the strength of evidence: two numbers, always monotone.</summary>
internal readonly record struct Logistic(double Slope, double Offset)
{
    private const int Steps = 50;

    // Keeps a line finite where strengths tell right from wrong without fail.
    private const double Damping = 1e-6;

    public double Probability(double strength) => 1 / (1 + Math.Exp(-((Slope * strength) + Offset)));

    /// <summary>The line under which what was judged is likeliest, by Newton's steps.</summary>
    public static Logistic Fit(IReadOnlyList<Judged> judged)
    {
        var total = judged.Sum(one => one.Weight);
        var (slope, offset) = (0.0, 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var line = new Logistic(slope, offset);
            var (bySlope, byOffset, slopes, both, offsets) = (0.0, 0.0, Damping, 0.0, Damping);
            foreach (var (strength, isRight, weight) in judged)
            {
                var probability = line.Probability(strength);
                var error = weight / total * ((isRight ? 1 : 0) - probability);
                var curve = weight / total * probability * (1 - probability);
                bySlope += error * strength;
                byOffset += error;
                slopes += curve * strength * strength;
                both += curve * strength;
                offsets += curve;
            }

            var determinant = (slopes * offsets) - (both * both);
            slope += ((offsets * bySlope) - (both * byOffset)) / determinant;
            offset += ((slopes * byOffset) - (both * bySlope)) / determinant;
        }

        return new Logistic(slope, offset);
    }

    /// <summary>
    /// Mean distance between a probability and how often it comes true, in ten bins: the expected calibration error, 0-1.
    /// </summary>
    public static double CalibrationError(IEnumerable<(double Probability, bool IsRight, double Weight)> judged)
    {
        var all = judged.ToList();
        var bins = all.GroupBy(one => Math.Min(9, (int)(one.Probability * 10)));
        return bins.Sum(bin => Math.Abs(bin.Sum(one => one.Weight * (one.Probability - (one.IsRight ? 1 : 0)))))
            / all.Sum(one => one.Weight);
    }
}
