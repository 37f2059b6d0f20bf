namespace Reelsight.Cli.Errors;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCodes
{
    /// <summary>The command succeeded.</summary>
    public const int Success = 0;

    /// <summary>The command ran and something failed: files that could not be indexed, a finding of the doctor.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something that the command needs is missing: models, a tool, the data folder, a server.</summary>
    public const int MissingRequirement = 3;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
