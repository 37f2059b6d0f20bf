using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tools;

/// <summary>Paths of the media tools and the limits of their processes. One instance serves the whole process.</summary>
public sealed record MediaTools
{
    /// <summary>ffmpeg: a full path, or a name looked up on PATH.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>ffprobe: a full path, or a name looked up on PATH.</summary>
    public string Ffprobe { get; init; } = "ffprobe";

    /// <summary>Folder in which every child gets a private working folder, removed when it ends.</summary>
    public string WorkRoot { get; init; } = Path.Combine(Path.GetTempPath(), "reelsight-media");

    /// <summary>Limits for children that read a whole file (decode, remux, transcode).</summary>
    public ChildLimits DecodeLimits { get; init; } = new();

    /// <summary>Limits for children that read only headers or one frame.</summary>
    public ChildLimits ProbeLimits { get; init; } = new() { CpuSec = 120, FileBytes = 1L << 28 };

    /// <summary>What every child is shut in; the strongest that this machine offers unless set.</summary>
    public MediaSandbox Sandbox { get; init; } = MediaSandbox.Strongest;

    /// <summary>The codecs that are decoded.</summary>
    public CodecPolicy Codecs { get; init; } = CodecPolicy.Common;

    /// <summary>Niceness of the children, 0 to 19: how far they step back behind other work of the machine.</summary>
    public int Nice { get; init; }

    /// <summary>The clock behind stall detection.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Removes what children of a process that was killed have left in <see cref="WorkRoot"/>. To be called before the first child
    /// starts, by the one process that uses the folder.
    /// </summary>
    public void DeleteLeftovers()
    {
        if (Directory.Exists(WorkRoot))
        {
            Directory.Delete(WorkRoot, recursive: true);
        }
    }

    /// <summary>
    /// True when this platform can hold a child to <see cref="ChildLimits"/> (Linux with util-linux's prlimit).
    /// Elsewhere children run without memory and CPU limits; stall detection and cancellation still apply.
    /// </summary>
    public static bool LimitsAreEnforced => ToolPath.Prlimit is not null;
}
