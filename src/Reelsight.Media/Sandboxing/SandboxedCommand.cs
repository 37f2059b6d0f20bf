namespace Reelsight.Media.Sandboxing;

/// <summary>What is really started.</summary>
/// <param name="Arguments">Program and arguments.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="StandardInput">What is written to its standard input before that is closed.</param>
internal sealed record SandboxedCommand(
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    byte[] StandardInput
);
