namespace Reelsight.Bench.Fuzz;

/// <summary>What came of the inputs of one parser.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Accepted">Those that were read.</param>
/// <param name="Refused">Those that were refused with a documented error.</param>
internal readonly record struct FuzzCount(int Inputs, int Accepted, int Refused)
{
    /// <summary>What was neither.</summary>
    public int Found => Inputs - Accepted - Refused;

    public static FuzzCount operator +(FuzzCount a, FuzzCount b) =>
        new(a.Inputs + b.Inputs, a.Accepted + b.Accepted, a.Refused + b.Refused);
}
