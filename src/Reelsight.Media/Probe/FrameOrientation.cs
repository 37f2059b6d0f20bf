using System.Globalization;
using Reelsight.Core.Time;

namespace Reelsight.Media.Probe;

/// <summary>How a decoded frame is rotated and mirrored for display.</summary>
internal static class FrameOrientation
{
    /// <summary>Degrees clockwise and mirroring out of ffprobe's dump of the 3x3 matrix; turns by other angles count as none.</summary>
    public static (int Rotation, bool Mirrored) FromDisplayMatrix(string? dump)
    {
        if (dump is null)
        {
            return (0, false);
        }

        var cells = dump.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0)
            .ToArray();
        if (cells.Length != 9)
        {
            return (0, false);
        }

        var degrees = Math.Atan2(cells[1], cells[0]) * 180 / Math.PI;
        var quarter = (int)Math.Round(degrees / 90);
        var straight = Math.Abs(degrees - (quarter * 90)) < 1;
        var mirrored = (cells[0] * cells[4]) - (cells[1] * cells[3]) < 0;
        return straight ? ((quarter + 4) % 4 * 90, mirrored) : (0, false);
    }

    /// <summary>The stream with the orientation a camera wrote into a still image (EXIF 1 to 8).</summary>
    public static VideoStreamInfo ApplyExif(VideoStreamInfo video, int exif)
    {
        var (rotation, mirrored) = exif switch
        {
            2 => (180, true),
            3 => (180, false),
            4 => (0, true),
            5 => (90, true),
            6 => (90, false),
            7 => (270, true),
            8 => (270, false),
            _ => (0, false),
        };
        var (width, height) = ComputeDisplaySize(video.CodedWidth, video.CodedHeight, video.PixelAspect, rotation);
        return video with { Rotation = rotation, IsMirrored = mirrored, Width = width, Height = height };
    }

    /// <summary>Size as shown: square pixels, turned.</summary>
    public static (int Width, int Height) ComputeDisplaySize(int width, int height, Rational pixelAspect, int rotation)
    {
        var wide = (int)Math.Clamp(Math.Round(width * pixelAspect.Value, MidpointRounding.AwayFromZero), 1, int.MaxValue / 2);
        return rotation is 90 or 270 ? (height, wide) : (wide, height);
    }

    /// <summary>The ffmpeg filter that turns a stored frame upright, with a leading comma; empty when nothing is to be done.</summary>
    public static string BuildFilter(VideoStreamInfo video) =>
        (video.Rotation, video.IsMirrored) switch
        {
            (90, false) => ",transpose=clock",
            (180, false) => ",hflip,vflip",
            (270, false) => ",transpose=cclock",
            (0, true) => ",vflip",
            (90, true) => ",transpose=cclock_flip",
            (180, true) => ",hflip",
            (270, true) => ",transpose=clock_flip",
            _ => "",
        };
}
