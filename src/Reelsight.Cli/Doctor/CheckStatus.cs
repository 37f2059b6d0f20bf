namespace Reelsight.Cli.Doctor;

/// <summary>The result of a check.</summary>
internal enum CheckStatus
{
    /// <summary>Nothing is wrong.</summary>
    Good,

    /// <summary>It works, with limits.</summary>
    Weak,

    /// <summary>Something will not work.</summary>
    Bad,
}
