using System.Diagnostics;
using Reelsight.Media.Decoding;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Ten seconds of the small frames that every frame of a video is measured on, as ffmpeg writes them.</summary>
internal static class SampleNutStream
{
    /// <summary>Frames in the stream.</summary>
    public const int Frames = 250;

    /// <summary>The bytes of the stream.</summary>
    public static byte[] Create()
    {
        string[] arguments =
        [
            .. "-hide_banner -loglevel error -f lavfi".Split(' '),
            "-i",
            $"testsrc=size={DownscaledFrame.Width}x{DownscaledFrame.Height}:rate=25:duration={Frames / 25}",
            .. "-map 0:v -map 0:v -pix_fmt yuv444p -c:v rawvideo -flush_packets 0 -f nut pipe:1".Split(' '),
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true })!;
        using var stream = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(stream);
        ffmpeg.WaitForExit();
        return ffmpeg.ExitCode == 0 ? stream.ToArray() : throw new InvalidOperationException("ffmpeg wrote no NUT stream.");
    }
}
