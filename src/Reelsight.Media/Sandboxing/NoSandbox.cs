namespace Reelsight.Media.Sandboxing;

/// <summary>For systems that have nothing else: a private working folder and an almost empty environment.</summary>
internal sealed class NoSandbox : ISandbox
{
    public SandboxLevel Level => SandboxLevel.None;

    public string Description => "without limits of memory and CPU time, and with the rights of the server's user";

    public SandboxedCommand Wrap(SandboxRequest request) => new LimitsSandbox(null).Wrap(request with { Limiter = [] });
}
