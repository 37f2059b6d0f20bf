namespace Reelsight.Media.Sandboxing;

/// <summary>A tool that is to be run.</summary>
/// <param name="Tool">Full path of its program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Limiter">A program and arguments that set limits and become the tool; may be empty.</param>
/// <param name="WorkFolder">An empty folder of this run alone.</param>
/// <param name="InputPath">Full path of the file that appears as <c>input</c> in the folder that the tool starts in; null for none.</param>
/// <param name="MayWrite">Whether the tool writes files, into <paramref name="WorkFolder"/>.</param>
internal sealed record SandboxRequest(
    string Tool,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Limiter,
    string WorkFolder,
    string? InputPath,
    bool MayWrite
);
