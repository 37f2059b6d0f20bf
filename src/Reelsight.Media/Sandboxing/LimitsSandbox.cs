namespace Reelsight.Media.Sandboxing;

/// <summary>No namespaces: the tool gets no new privileges, loses what root could do beyond files, and dies with the server.</summary>
/// <param name="setpriv">Full path of util-linux's setpriv, or null where it is missing or too old.</param>
internal sealed class LimitsSandbox(string? setpriv) : ISandbox
{
    public SandboxLevel Level => SandboxLevel.Limits;

    public string Description => "within limits of memory, CPU time and file size, but with the rights of the server's user";

    public SandboxedCommand Wrap(SandboxRequest request)
    {
        if (request.InputPath is not null)
        {
            File.CreateSymbolicLink(Path.Combine(request.WorkFolder, "input"), request.InputPath);
        }

        string[] privileges =
            setpriv is null ? []
            : Environment.IsPrivilegedProcess ? [setpriv, "--no-new-privs", "--pdeathsig", "KILL", "--bounding-set=-all", "--inh-caps=-all"]
            : [setpriv, "--no-new-privs", "--pdeathsig", "KILL"];
        return new SandboxedCommand(
            [.. privileges, .. request.Limiter, request.Tool, .. request.Arguments],
            ToolEnvironment.Create(Environment.GetEnvironmentVariable("PATH") ?? "", request.WorkFolder, request.WorkFolder),
            []
        );
    }
}
