namespace Reelsight.Training.Calibration;

/// <summary>Evidence that was judged.</summary>
/// <param name="Score">What a describer said, as it is calibrated: log odds, standard deviations or a cosine.</param>
/// <param name="IsCorrect">Whether what it stands for was there.</param>
/// <param name="Weight">How much it counts.</param>
internal readonly record struct JudgedSample(double Score, bool IsCorrect, double Weight)
{
    /// <summary>The log odds of a probability that stays clear of 0 and 1.</summary>
    public static double ToLogOdds(double probability)
    {
        var clear = Math.Clamp(probability, 1e-4, 1 - 1e-4);
        return Math.Log(clear / (1 - clear));
    }
}

/// <summary>Judged evidence of one kind, of two lots of pictures: one to fit, one to measure.</summary>
/// <param name="Kind">Name of the kind in the table.</param>
/// <param name="Source">What was judged by what, in a few words.</param>
/// <param name="FitSamples">Of the pictures to fit.</param>
/// <param name="HeldOutSamples">Of the pictures to measure.</param>
/// <param name="NegativesPerPositive">
/// How many that have nothing to do with the question there are for one that is right; 0 where shares are as they are found. With others,
/// what is fitted are the odds as if there was one.
/// </param>
internal sealed record JudgedEvidence(
    string Kind,
    string Source,
    IReadOnlyList<JudgedSample> FitSamples,
    IReadOnlyList<JudgedSample> HeldOutSamples,
    double NegativesPerPositive = 0
);
