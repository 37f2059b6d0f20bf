namespace Reelsight.Cli.Doctor;

/// <summary>Whether something is as it should be.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, with less than it could.</summary>
    Weak,

    /// <summary>Something will not work.</summary>
    Bad,
}

/// <summary>One finding.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Finding">What was seen, in one sentence.</param>
/// <param name="Remedy">What to do; null when it is good.</param>
internal sealed record Check(string Name, Verdict Verdict, string Finding, string? Remedy = null)
{
    public static Check Good(string name, string finding) => new(name, Verdict.Good, finding);

    public static Check Weak(string name, string finding, string remedy) => new(name, Verdict.Weak, finding, remedy);

    public static Check Bad(string name, string finding, string remedy) => new(name, Verdict.Bad, finding, remedy);
}
