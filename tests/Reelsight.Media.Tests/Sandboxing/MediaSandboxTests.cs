using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tests.Sandboxing;

public sealed class MediaSandboxTests
{
    private static readonly SandboxCandidate _limits = new(SandboxLevel.Limits, "limits", new LimitsSandbox(null), "-");

    [Fact]
    public void A_missing_sandbox_gives_way_to_the_next_and_both_are_told()
    {
        var found = MediaSandbox.Choose(
            [new(SandboxLevel.Bubblewrap, "bubblewrap", null, "Install bubblewrap."), _limits],
            SandboxLevel.Bubblewrap
        );
        Assert.Equal(SandboxLevel.Limits, found.Level);
        Assert.Equal("bubblewrap cannot be used (it is not installed).", found.Obstacle);
        Assert.Equal("Install bubblewrap.", found.Remedy);
    }

    [Theory]
    [InlineData("echo 'bwrap: No permissions to create new namespace' >&2; exit 1", "bwrap: No permissions to create new namespace")]
    [InlineData("exit 0", "a trial did not see what it should")]
    public void A_refused_sandbox_gives_way_to_the_next_with_its_own_words(string script, string words)
    {
        var refused = new Refused(script);
        var found = MediaSandbox.Choose(
            [new(SandboxLevel.Bubblewrap, "bubblewrap", refused, "Allow namespaces."), _limits],
            SandboxLevel.Bubblewrap
        );
        Assert.Equal(SandboxLevel.Limits, found.Level);
        Assert.Contains(words, found.Obstacle, StringComparison.Ordinal);
        var e = Assert.Throws<SandboxUnavailableException>(() => found.Require(SandboxLevel.Bubblewrap));
        Assert.StartsWith("The sandbox \"bubblewrap\" cannot be had here: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Allow namespaces.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_stronger_than_asked_for_is_taken_and_nothing_is_told_against_it()
    {
        var found = MediaSandbox.Choose(SandboxCandidate.List(), SandboxLevel.Limits);
        Assert.Equal((SandboxLevel.Limits, null, null), (found.Level, found.Obstacle, found.Remedy));
    }

    private sealed class Refused(string script) : ISandbox
    {
        public SandboxLevel Level => SandboxLevel.Bubblewrap;

        public string Description => "nowhere";

        public SandboxedCommand Wrap(SandboxRequest request) => new(["/bin/sh", "-c", script], new Dictionary<string, string>(), []);
    }
}
