namespace Reelsight.Cli.Doctor;

/// <summary>One finding.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Finding">What was seen, in one sentence.</param>
/// <param name="Remedy">What to do; null when it is good.</param>
internal sealed record SystemCheck(string Name, CheckStatus Verdict, string Finding, string? Remedy = null)
{
    public static SystemCheck Good(string name, string finding) => new(name, CheckStatus.Good, finding);

    public static SystemCheck Weak(string name, string finding, string remedy) => new(name, CheckStatus.Weak, finding, remedy);

    public static SystemCheck Bad(string name, string finding, string remedy) => new(name, CheckStatus.Bad, finding, remedy);
}
