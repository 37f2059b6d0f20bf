using System.Globalization;
using System.Text;
using Reelsight.Inference.Imaging;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Detection;

/// <summary>Pictures and sampled frames as the detector takes them, decoded by ffmpeg.</summary>
internal static class DetectionFootage
{
    private const string Photos = "/usr/share/forensics-samples/original-files";

    /// <summary>A photo of Debian's forensics-samples package.</summary>
    public static Task<PixelBuffer> PhotoAsync(string name) => ReadImageAsync(Path.Combine(Photos, name), 640, 480);

    /// <summary>A picture that an ffmpeg filter source makes.</summary>
    public static async Task<PixelBuffer> PaintedAsync(string colour, int width, int height)
    {
        var rgb = await ToolProcess.RunAsync(
            TestRepository.Root,
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            $"color={colour}:s={width}x{height}",
            "-frames:v",
            "1",
            "-pix_fmt",
            "rgb24",
            "-f",
            "rawvideo",
            "-"
        );
        return new PixelBuffer(rgb, width, height);
    }

    /// <summary>Frames of a sample clip at a steady rate, with their times in seconds.</summary>
    public static async Task<IReadOnlyList<(double TimeSec, PixelBuffer Picture)>> FramesAsync(string name, int framesPerSec)
    {
        var path = SampleClips.Combine(name);
        var said = await ToolProcess.RunAsync(
            TestRepository.Root,
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "stream=width,height",
            "-of",
            "csv=p=0",
            path
        );
        var size = Encoding.ASCII.GetString(said).Trim().Split(',').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        var rgb = await ToolProcess.RunAsync(
            TestRepository.Root,
            "ffmpeg",
            "-v",
            "error",
            "-i",
            path,
            "-vf",
            $"fps={framesPerSec}:start_time=0:round=near",
            "-pix_fmt",
            "rgb24",
            "-f",
            "rawvideo",
            "-"
        );
        var length = size[0] * size[1] * 3;
        return
        [
            .. Enumerable
                .Range(0, rgb.Length / length)
                .Select(i => ((double)i / framesPerSec, new PixelBuffer(rgb.AsMemory(i * length, length), size[0], size[1]))),
        ];
    }

    private static async Task<PixelBuffer> ReadImageAsync(string path, int width, int height)
    {
        Assert.True(File.Exists(path), $"This test needs {path} of Debian's forensics-samples-files.");
        var rgb = await ToolProcess.RunAsync(
            TestRepository.Root,
            "ffmpeg",
            "-v",
            "error",
            "-i",
            path,
            "-frames:v",
            "1",
            "-vf",
            $"scale={width}:{height}",
            "-pix_fmt",
            "rgb24",
            "-f",
            "rawvideo",
            "-"
        );
        return new PixelBuffer(rgb, width, height);
    }
}
