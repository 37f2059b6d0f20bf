using Reelsight.Core.Errors;

namespace Reelsight.Media.Probe;

/// <summary>What a file must keep to be accepted. The default accepts everything that can be decoded safely.</summary>
public sealed record MediaLimits
{
    /// <summary>Shortest length in seconds.</summary>
    public double MinDurationSec { get; init; }

    /// <summary>Longest length in seconds.</summary>
    public double MaxDurationSec { get; init; } = double.PositiveInfinity;

    /// <summary>Smallest shorter and longer side in pixels.</summary>
    public (int Short, int Long) MinSides { get; init; }

    /// <summary>Largest shorter and longer side in pixels.</summary>
    public (int Short, int Long) MaxSides { get; init; } = (MediaProbe.MaxSide, MediaProbe.MaxSide);

    /// <summary>Largest ratio of the longer to the shorter side.</summary>
    public double MaxAspect { get; init; } = double.PositiveInfinity;

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// The published limits of the hosted service for indexing video: 4 s to 4 h, 360x360 to 5184x2160, sides
    /// within 1:1 to 2.4:1 either way, 4 GB.
    /// </summary>
    public static MediaLimits TwelveLabs { get; } =
        new()
        {
            MinDurationSec = 4,
            MaxDurationSec = 4 * 3600,
            MinSides = (360, 360),
            MaxSides = (2160, 5184),
            MaxAspect = 2.4,
            MaxBytes = 4_000_000_000,
        };

    /// <summary>Checks a probed file.</summary>
    /// <exception cref="MediaException">The first limit that is not kept, with the current value and the allowed range.</exception>
    public void Check(MediaInfo info)
    {
        if (info.SizeBytes > MaxBytes)
        {
            throw new MediaException(
                FailureCodes.FileTooLarge,
                FormattableString.Invariant($"The file has {info.SizeBytes} bytes; at most {MaxBytes} are allowed.")
            );
        }

        if (info.Kind != MediaKind.Image)
        {
            CheckDuration(info.DurationSec);
        }

        if (info.Kind == MediaKind.Video && info.Video is { } video)
        {
            CheckFrameSize(video.Width, video.Height);
        }
    }

    private void CheckDuration(double sec)
    {
        if (sec < MinDurationSec)
        {
            throw new MediaException(
                FailureCodes.DurationTooShort,
                FormattableString.Invariant($"The file lasts {sec:0.###} seconds; {FormatDurationRange()}.")
            );
        }

        if (sec > MaxDurationSec)
        {
            throw new MediaException(
                FailureCodes.DurationTooLong,
                FormattableString.Invariant($"The file lasts {sec:0.###} seconds; {FormatDurationRange()}.")
            );
        }
    }

    private void CheckFrameSize(int width, int height)
    {
        var (small, large) = (Math.Min(width, height), Math.Max(width, height));
        var range = FormattableString.Invariant(
            $"from {MinSides.Long}x{MinSides.Short} to {MaxSides.Long}x{MaxSides.Short} (either way round) is allowed"
        );
        if (small < MinSides.Short || large < MinSides.Long)
        {
            throw new MediaException(
                FailureCodes.ResolutionTooLow,
                FormattableString.Invariant($"The picture is {width}x{height}; {range}.")
            );
        }

        if (small > MaxSides.Short || large > MaxSides.Long)
        {
            throw new MediaException(
                FailureCodes.ResolutionTooHigh,
                FormattableString.Invariant($"The picture is {width}x{height}; {range}.")
            );
        }

        if ((double)large / small > MaxAspect)
        {
            throw new MediaException(
                FailureCodes.InvalidAspectRatio,
                FormattableString.Invariant($"The picture is {width}x{height}, {(double)large / small:0.##}:1; ")
                    + FormattableString.Invariant($"from 1:1 to {MaxAspect:0.##}:1 (either way round) is allowed.")
            );
        }
    }

    private string FormatDurationRange() =>
        double.IsPositiveInfinity(MaxDurationSec)
            ? FormattableString.Invariant($"at least {MinDurationSec:0.###} seconds are needed")
            : FormattableString.Invariant($"from {MinDurationSec:0.###} to {MaxDurationSec:0.###} seconds are allowed");
}
