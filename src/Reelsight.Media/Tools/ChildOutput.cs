namespace Reelsight.Media.Tools;

/// <summary>What a finished child left behind.</summary>
/// <param name="ExitCode">Zero on success.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="ErrorText">First and last lines of its error stream.</param>
public sealed record ChildOutput(int ExitCode, byte[] Output, string ErrorText);
