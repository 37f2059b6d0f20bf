using System.Globalization;

namespace Reelsight.Media.Tools;

/// <summary>Options with which ffmpeg and ffprobe open untrusted files safely; every run starts with them.</summary>
internal static class InputArguments
{
    /// <summary>
    /// Demuxers that read one self-contained file. Everything else is refused: playlists and reference formats
    /// (hls, dash, concat, imf, image sequences), scripts and vector images, text, devices, raw guesses.
    /// </summary>
    public const string Formats =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,m4v,h264,hevc,obu,ivf,av1,flv,live_flv,asf,asf_o,"
        + "ogg,mxf,nut,rm,dv,wtv,gxf,mjpeg,mjpeg_2000,yuv4mpegpipe,gif,apng,swf,"
        + "wav,w64,aiff,mp3,aac,ac3,eac3,flac,amr,caf,au,ape,wv,tta,dts,truehd,loas,oma,spx,"
        + "png_pipe,jpeg_pipe,jpegls_pipe,webp_pipe,bmp_pipe,tiff_pipe,j2k_pipe,jpegxl_pipe,gif_pipe,pbm_pipe,pgm_pipe,ppm_pipe,pam_pipe";

    public static IEnumerable<string> Restrictions { get; } = ["-protocol_whitelist", "file,pipe", "-format_whitelist", Formats];

    /// <summary>Protocol and format limits, then the input itself; <paramref name="options"/> are input options.</summary>
    public static IEnumerable<string> Input(params IEnumerable<string> options) =>
        [.. Restrictions, .. options, "-i", ChildProcess.InputName];

    /// <summary>A time in seconds as ffmpeg reads it, to the microsecond.</summary>
    public static string FormatSeconds(double sec) => sec.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What every ffmpeg run starts with.</summary>
    public static IEnumerable<string> Ffmpeg { get; } = ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+error"];
}
