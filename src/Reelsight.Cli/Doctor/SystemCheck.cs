namespace Reelsight.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Verdict">The result.</param>
/// <param name="Finding">What was found, in one sentence.</param>
/// <param name="Remedy">What to do; null when nothing is wrong.</param>
internal sealed record SystemCheck(string Name, CheckStatus Verdict, string Finding, string? Remedy = null)
{
    public static SystemCheck Good(string name, string finding) => new(name, CheckStatus.Good, finding);

    public static SystemCheck Weak(string name, string finding, string remedy) => new(name, CheckStatus.Weak, finding, remedy);

    public static SystemCheck Bad(string name, string finding, string remedy) => new(name, CheckStatus.Bad, finding, remedy);
}
