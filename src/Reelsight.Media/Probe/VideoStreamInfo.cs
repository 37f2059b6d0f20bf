using Reelsight.Core.Time;

namespace Reelsight.Media.Probe;

/// <summary>One video stream, or still image.</summary>
public sealed record VideoStreamInfo
{
    /// <summary>Index among all streams of the file.</summary>
    public required int Index { get; init; }

    /// <summary>ffmpeg's codec name: h264, hevc, vp9...</summary>
    public required string Codec { get; init; }

    /// <summary>Codec profile ("High"), where known.</summary>
    public string? Profile { get; init; }

    /// <summary>Width of a decoded frame in pixels, before rotation.</summary>
    public required int CodedWidth { get; init; }

    /// <summary>Height of a decoded frame in pixels, before rotation.</summary>
    public required int CodedHeight { get; init; }

    /// <summary>Width in square pixels as shown, after rotation and sample aspect ratio.</summary>
    public required int Width { get; init; }

    /// <summary>Height in square pixels as shown, after rotation and sample aspect ratio.</summary>
    public required int Height { get; init; }

    /// <summary>Degrees clockwise (0, 90, 180, 270) a decoded frame is turned for showing.</summary>
    public int Rotation { get; init; }

    /// <summary>True when the frame is mirrored left to right before it is turned.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>Width of one pixel over its height; 1:1 when the file does not say.</summary>
    public Rational PixelAspect { get; init; } = new(1, 1);

    /// <summary>Width over height of the frame as stored, before rotation.</summary>
    public Rational DisplayAspect { get; init; } = Rational.Unknown;

    /// <summary>The lowest frame rate in which all timestamps fit; not the real rate for variable frame rate.</summary>
    public Rational FrameRate { get; init; } = Rational.Unknown;

    /// <summary>Frames over duration.</summary>
    public Rational AverageFrameRate { get; init; } = Rational.Unknown;

    /// <summary>Unit of this stream's timestamps.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>First timestamp, raw, where known.</summary>
    public long? StartPts { get; init; }

    /// <summary>Length of the stream in seconds, where the container says.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Number of frames, where the container says.</summary>
    public long? FrameCount { get; init; }

    /// <summary>How far the coder reorders frames; above zero means B-frames.</summary>
    public int ReorderDepth { get; init; }

    /// <summary>ffmpeg's pixel format: yuv420p, yuv420p10le...</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Bits per colour component.</summary>
    public int? BitDepth { get; init; }

    /// <summary>"tv" or "pc", where known.</summary>
    public string? ColorRange { get; init; }

    /// <summary>Colour matrix, where known.</summary>
    public string? ColorSpace { get; init; }

    /// <summary>Transfer curve, where known.</summary>
    public string? ColorTransfer { get; init; }

    /// <summary>Primaries, where known.</summary>
    public string? ColorPrimaries { get; init; }

    /// <summary>"progressive" or "interlaced", where known.</summary>
    public string? ScanType { get; init; }

    /// <summary>Bits per second, where known.</summary>
    public long? BitrateBps { get; init; }

    /// <summary>True when the file marks the stream as the default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>True for the HDR transfer curves, PQ and HLG.</summary>
    public bool IsHdr => ColorTransfer is "smpte2084" or "arib-std-b67";

    /// <summary>True when the pixel format carries transparency.</summary>
    public bool HasAlpha =>
        PixelFormat is not null
        && (
            PixelFormat.StartsWith("yuva", StringComparison.Ordinal)
            || PixelFormat.Contains("rgba", StringComparison.Ordinal)
            || PixelFormat is "bgra" or "argb" or "abgr" or "ya8" or "ya16le" or "ya16be" or "pal8"
            || PixelFormat.StartsWith("gbrap", StringComparison.Ordinal)
        );
}
