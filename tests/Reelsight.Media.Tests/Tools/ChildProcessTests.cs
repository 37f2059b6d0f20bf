using System.Diagnostics;
using System.Runtime.InteropServices;
using Reelsight.Core.Errors;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Tools;

public sealed class ChildProcessTests
{
    private static readonly string[] Endless = ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x64", "-f", "rawvideo", "pipe:1"];

    [Fact]
    public async Task Cancelling_kills_the_child_and_removes_its_folder()
    {
        using var cancel = new CancellationTokenSource();
        var child = ChildProcess.Start(TestClips.Tools, "ffmpeg", Endless, null, new ChildLimits(), ct: cancel.Token);
        var (id, folder) = (child.Id, child.WorkFolder);
        Assert.True(await child.Output.ReadAsync(new byte[100]) > 0);
        Assert.False(Process.GetProcessById(id).HasExited);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(child.WaitAsync);
        await child.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Whoever_ends_a_child_at_once_waits_for_nothing_that_is_left_of_it()
    {
        // A sandbox that is killed while it is being set up has not told its processes yet to end with it.
        for (var i = 0; i < 100; i++)
        {
            var child = ChildProcess.Start(TestClips.Tools, "ffmpeg", Endless, null, new ChildLimits());
            await child.DisposeAsync();
            Assert.False(Directory.Exists(child.WorkFolder));
        }
    }

    [Fact]
    public async Task A_process_that_got_away_and_holds_the_error_stream_holds_up_nobody()
    {
        var tools = TestClips.Tools with { Sandbox = MediaSandbox.Demand(SandboxLevel.Limits) };
        var limits = new ChildLimits { MaxThreads = 10_000 };
        var child = ChildProcess.Start(tools, "sh", ["-c", "(setsid sleep 60 > /dev/null &); exit 0"], null, limits);
        Assert.Equal(0, await child.WaitAsync());
        await child.DisposeAsync();
        Assert.False(Directory.Exists(child.WorkFolder));
    }

    [Fact]
    public async Task Leaving_a_pass_early_kills_its_decoder()
    {
        var tools = TestClips.Tools with { WorkRoot = Path.Combine(TestClips.Folder, "left-early") };
        var info = await TestClips.InfoAsync(TestClips.PlainAsync());
        var pass = new VideoDecoder(tools, info, new VideoDecoderOptions { SampleFps = 30 });
        await foreach (var frame in pass.ReadAsync())
        {
            frame.Dispose();
            break;
        }
        Assert.Empty(Directory.EnumerateDirectories(tools.WorkRoot));
        Assert.Throws<InvalidOperationException>(() => pass.Result);
    }

    [Fact]
    public async Task Cancelling_a_pass_ends_it_with_that()
    {
        using var cancel = new CancellationTokenSource();
        var info = await TestClips.InfoAsync(TestClips.PlainAsync());
        var pass = new VideoDecoder(TestClips.Tools, info, new VideoDecoderOptions { SampleFps = 30 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in pass.ReadAsync(cancel.Token))
            {
                frame.Dispose();
                await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task A_child_that_says_nothing_is_killed_when_the_clock_has_run()
    {
        var clock = new SteppedTime();
        var tools = TestClips.Tools with { Time = clock };
        await using var child = ChildProcess.Start(
            tools,
            "sleep",
            ["600"],
            null,
            new ChildLimits { StallTimeout = TimeSpan.FromSeconds(30) }
        );
        var read = child.Output.ReadAsync(new byte[1]);
        clock.FireAll();
        Assert.Equal(0, await read);
        var e = await Assert.ThrowsAsync<MediaException>(child.WaitAsync);
        Assert.Contains("no progress", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_hold()
    {
        Assert.True(!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || MediaTools.LimitsAreEnforced, "util-linux's prlimit is missing");
        var limits = new ChildLimits
        {
            AddressSpaceBytes = 3L << 30,
            CpuSec = 77,
            FileBytes = 1 << 20,
        };
        var output = await ChildProcess.RunAsync(
            TestClips.Tools,
            "sh",
            ["-c", "ulimit -v; ulimit -t; ulimit -c; export -p; pwd"], // nothing that needs a process of its own
            null,
            limits
        );
        var lines = System.Text.Encoding.UTF8.GetString(output.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["3145728", "77", "0"], lines[..3]);
        Assert.DoesNotContain(lines, l => l.StartsWith("DOTNET", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.EndsWith($"HOME='{lines[^1]}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_output_than_allowed_is_an_error_not_memory() =>
        await Assert.ThrowsAsync<MediaException>(() =>
            ChildProcess.RunAsync(TestClips.Tools, "ffmpeg", Endless, null, new ChildLimits(), 1 << 16)
        );

    [Fact]
    public async Task A_missing_tool_is_named()
    {
        var probe = new MediaProbe(TestClips.Tools with { Ffprobe = "no-such-ffprobe" });
        var path = await TestClips.PlainAsync();
        var e = await Assert.ThrowsAsync<MediaToolException>(() => probe.ProbeAsync(path));
        Assert.Contains("no-such-ffprobe", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A clock that stands still until every running timer is told to fire.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private readonly List<SteppedTimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SteppedTimer(() => callback(state));
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }

        public void FireAll() => _timers.ForEach(t => t.Fire());

        private sealed class SteppedTimer(Action fire) : ITimer
        {
            private bool _runs;

            public bool Change(TimeSpan dueTime, TimeSpan period) => _runs = dueTime != Timeout.InfiniteTimeSpan;

            public void Fire()
            {
                if (_runs)
                {
                    fire();
                }
            }

            public void Dispose() => _runs = false;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
