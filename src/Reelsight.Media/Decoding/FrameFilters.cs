using Reelsight.Media.Probe;

namespace Reelsight.Media.Decoding;

/// <summary>ffmpeg filter chains that turn a stored frame into an upright image with square pixels and standard dynamic range.</summary>
internal static class FrameFilters
{
    /// <summary>Size that fits <paramref name="limit"/> without enlarging, for the frame as shown.</summary>
    public static (int Width, int Height) Fit(int width, int height, int limit)
    {
        var ratio = Math.Min(1, (double)limit / Math.Max(width, height));
        return (ScaleSide(width, ratio), ScaleSide(height, ratio));
    }

    /// <summary>Size of at most <paramref name="maxWidth"/> wide, without enlarging.</summary>
    public static (int Width, int Height) FitWidth(int width, int height, int maxWidth)
    {
        var ratio = Math.Min(1, (double)maxWidth / width);
        return (ScaleSide(width, ratio), ScaleSide(height, ratio));
    }

    /// <summary>
    /// Scales to <paramref name="width"/> x <paramref name="height"/> as shown, maps HDR to SDR, then turns: scaling
    /// first makes the turning cheap. Untagged high-definition video is taken as BT.709, as players do.
    /// </summary>
    public static string BuildDisplayFilter(VideoStreamInfo video, int width, int height)
    {
        var (w, h) = video.Rotation is 90 or 270 ? (height, width) : (width, height);
        var scale = video.IsHdr ? ToneMap(video, w, h) : FormattableString.Invariant($"scale={w}:{h}:flags=bicubic{Matrix(video)}");
        return scale + ",setsar=1" + FrameOrientation.BuildFilter(video);
    }

    // Hable's curve with white at 100 cd/m2; the target is what the models were trained on and browsers show.
    // Recorders leave tags out; zscale needs all of them, so the missing ones are set to what HDR has.
    private static string ToneMap(VideoStreamInfo video, int w, int h) =>
        $"setparams=color_trc={video.ColorTransfer}:colorspace={KnownOr(video.ColorSpace, "bt2020nc")}:"
        + $"color_primaries={KnownOr(video.ColorPrimaries, "bt2020")},"
        + FormattableString.Invariant($"zscale=w={w}:h={h}:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,")
        + "tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv444p";

    private static string Matrix(VideoStreamInfo video) =>
        KnownOr(video.ColorSpace, "") == ""
        && video.CodedHeight >= 720
        && video.PixelFormat?.StartsWith("yuv", StringComparison.Ordinal) == true
            ? ":in_color_matrix=bt709"
            : "";

    private static string KnownOr(string? value, string otherwise) =>
        value is null or "unknown" or "unspecified" or "reserved" ? otherwise : value;

    private static int ScaleSide(int side, double ratio) => Math.Max(1, (int)Math.Round(side * ratio, MidpointRounding.AwayFromZero));
}
