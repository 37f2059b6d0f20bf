namespace Reelsight.Media.Sandboxing;

/// <summary>A sandbox that may work here.</summary>
/// <param name="Level">How strong it is.</param>
/// <param name="Name">What makes it.</param>
/// <param name="Sandbox">The sandbox; null where a program that it needs is missing.</param>
/// <param name="Remedy">What to do when it is missing or refused, as a sentence.</param>
internal sealed record SandboxCandidate(SandboxLevel Level, string Name, ISandbox? Sandbox, string Remedy)
{
    private const string AllowNamespaces =
        "Install bubblewrap and let unprivileged users make user namespaces: sysctl user.max_user_namespaces must not be 0, on Ubuntu "
        + "24.04 also kernel.apparmor_restrict_unprivileged_userns=0 or an AppArmor profile for bwrap; in a container, "
        + "docs/guides/containers.md says how.";

    /// <summary>All candidates, the strongest first.</summary>
    public static IReadOnlyList<SandboxCandidate> List()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var (shell, setpriv, prlimit) = (ExecutablePath.Find("sh"), ExecutablePath.Find("setpriv"), ExecutablePath.Find("prlimit"));
        var (bubblewrap, unshare) = (ExecutablePath.Find("bwrap"), ExecutablePath.Find("unshare"));
        var filter = SystemCallTables.Current is { } table ? SeccompFilter.Assemble(table) : null;
        const string installBubblewrap = "Install bubblewrap: apt-get install bubblewrap";
        const string installLimits = "Install prlimit and setpriv: apt-get install util-linux";
        return
        [
            .. shell is not null && bubblewrap is not null
                ? (SandboxCandidate[])
                    [
                        new(SandboxLevel.Bubblewrap, "bubblewrap", new BubblewrapSandbox(bubblewrap, shell, filter, true), AllowNamespaces),
                        new(
                            SandboxLevel.Bubblewrap,
                            "bubblewrap",
                            new BubblewrapSandbox(bubblewrap, shell, filter, false),
                            AllowNamespaces
                        ),
                    ]
                : [new(SandboxLevel.Bubblewrap, "bubblewrap", null, installBubblewrap)],
            new(
                SandboxLevel.Namespaces,
                "unshare",
                shell is not null && setpriv is not null && unshare is not null ? new NamespaceSandbox(unshare, setpriv, shell) : null,
                AllowNamespaces
            ),
            .. prlimit is null
                ? (SandboxCandidate[])[new(SandboxLevel.Limits, "prlimit", null, installLimits)]
                :
                [
                    new(SandboxLevel.Limits, "setpriv", setpriv is null ? null : new LimitsSandbox(setpriv), installLimits),
                    new(SandboxLevel.Limits, "prlimit", new LimitsSandbox(null), installLimits),
                ],
        ];
    }
}
