using System.Collections.Concurrent;

namespace Reelsight.Media.Sandboxing;

/// <summary>The sandbox that media tools run in. Found once for the process, by running a tiny command in each, strongest first.</summary>
public sealed class MediaSandbox
{
    private static readonly ConcurrentDictionary<SandboxLevel, Lazy<MediaSandbox>> _found = new();

    // Those who may end a run before the tool begins, as their error lines begin.
    private static readonly string[] _helpers =
    [
        "bwrap",
        "unshare",
        "setpriv",
        "setsid",
        "prlimit",
        "mount",
        "umount",
        "pivot_root",
        "sandbox",
    ];

    private readonly ISandbox _sandbox;

    private MediaSandbox(ISandbox sandbox, string? obstacle, string? remedy) => (_sandbox, Obstacle, Remedy) = (sandbox, obstacle, remedy);

    /// <summary>The strongest that this machine offers.</summary>
    public static MediaSandbox Strongest => Find(SandboxLevel.Bubblewrap);

    /// <summary>How strong it is.</summary>
    public SandboxLevel Level => _sandbox.Level;

    /// <summary>What it is, as a sentence.</summary>
    public string Description => $"Media tools run {_sandbox.Description}.";

    /// <summary>Why there is no stronger one, as a sentence; null when nothing stronger was looked for.</summary>
    public string? Obstacle { get; }

    /// <summary>How to get a stronger one, as a sentence; null when nothing stronger was looked for.</summary>
    public string? Remedy { get; }

    /// <summary>The sandbox of exactly this level.</summary>
    /// <exception cref="SandboxUnavailableException">This machine cannot offer it.</exception>
    public static MediaSandbox Demand(SandboxLevel level) => Find(level).Require(level);

    /// <summary>This sandbox, if it is of exactly this level.</summary>
    /// <exception cref="SandboxUnavailableException">It is weaker.</exception>
    internal MediaSandbox Require(SandboxLevel level) =>
        Level == level
            ? this
            : throw new SandboxUnavailableException(
                $"The sandbox \"{level.ToString().ToLowerInvariant()}\" cannot be had here: {Obstacle} {Remedy}"
            );

    internal SandboxedCommand Wrap(SandboxRequest request) => _sandbox.Wrap(request);

    /// <summary>
    /// Whether a run ended because the sandbox could not be set up, rather than by the tool. Both write to one error stream, so a tool
    /// could make it look so; all it would gain is that its file is tried again.
    /// </summary>
    internal static bool IsSetupFailure(int exitCode, string errorText) =>
        exitCode != 0 && _helpers.Any(helper => errorText.StartsWith(helper + ": ", StringComparison.Ordinal));

    private static MediaSandbox Find(SandboxLevel strongest) =>
        _found.GetOrAdd(strongest, level => new Lazy<MediaSandbox>(() => Choose(SandboxCandidate.List(), level))).Value;

    /// <summary>The first of the candidates that works, none of them stronger than what is asked for.</summary>
    internal static MediaSandbox Choose(IEnumerable<SandboxCandidate> candidates, SandboxLevel strongest)
    {
        string? obstacle = null;
        string? remedy = null;
        foreach (var candidate in candidates.Where(candidate => candidate.Level <= strongest))
        {
            var reason = candidate.Sandbox is { } sandbox ? SandboxTrial.Run(sandbox) : "it is not installed";
            if (reason is null)
            {
                return candidate.Level == strongest
                    ? new MediaSandbox(candidate.Sandbox!, null, null)
                    : new MediaSandbox(candidate.Sandbox!, obstacle, remedy);
            }

            obstacle ??= $"{candidate.Name} cannot be used ({reason.TrimEnd('.')}).";
            remedy ??= candidate.Remedy;
        }

        return new MediaSandbox(
            new NoSandbox(),
            obstacle ?? "Sandboxes are known for Linux only.",
            remedy ?? "Run the server on Linux, for example in a container."
        );
    }
}
