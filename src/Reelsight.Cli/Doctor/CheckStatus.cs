namespace Reelsight.Cli.Doctor;

/// <summary>Whether something is as it should be.</summary>
internal enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, with less than it could.</summary>
    Weak,

    /// <summary>Something will not work.</summary>
    Bad,
}
