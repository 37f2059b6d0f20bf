namespace Reelsight.Training.Calibrating;

/// <summary>Evidence that was judged.</summary>
/// <param name="Strength">What a describer said, as it is calibrated: log odds, standard deviations or a cosine.</param>
/// <param name="IsRight">Whether what it stands for was there.</param>
/// <param name="Weight">How much it counts.</param>
internal readonly record struct Judged(double Strength, bool IsRight, double Weight)
{
    /// <summary>The log odds of a probability that stays clear of 0 and 1.</summary>
    public static double LogOdds(double probability)
    {
        var clear = Math.Clamp(probability, 1e-4, 1 - 1e-4);
        return Math.Log(clear / (1 - clear));
    }
}

/// <summary>Judged evidence of one kind, of two lots of pictures: one to fit, one to measure.</summary>
/// <param name="Kind">Name of the kind in the table.</param>
/// <param name="Source">What was judged by what, in a few words.</param>
/// <param name="Fitted">Of the pictures to fit.</param>
/// <param name="HeldOut">Of the pictures to measure.</param>
/// <param name="Others">
/// How many that have nothing to do with the question there are for one that is right; 0 where shares are as they are found. With others,
/// what is fitted are the odds as if there was one.
/// </param>
internal sealed record JudgedEvidence(
    string Kind,
    string Source,
    IReadOnlyList<Judged> Fitted,
    IReadOnlyList<Judged> HeldOut,
    double Others = 0
);
