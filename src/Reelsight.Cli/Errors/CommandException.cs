namespace Reelsight.Cli.Errors;

/// <summary>Ends a command with an exit code and a message of one sentence for the user.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
