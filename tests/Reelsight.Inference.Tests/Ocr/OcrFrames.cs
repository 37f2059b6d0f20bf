using System.Diagnostics;
using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Ocr;

/// <summary>Pictures for tests: frames of the Debian samples, and text that ffmpeg draws.</summary>
internal static class OcrFrames
{
    public const string Samples = "/usr/share/forensics-samples/original-files/";
    private const string Fonts = "/usr/share/fonts/truetype/dejavu/";

    /// <summary>A screencast at a second of its 8.3: a title above, a terminal in which <c>ls /usr</c> is typed and run.</summary>
    public static PixelBuffer Screencast(double atSec) => Run(1280, 720, "-ss", $"{atSec}", "-i", Samples + "movie2/movie-hello.mp4");

    public static PixelBuffer Photo(string name) => Run(1024, 768, "-i", Samples + name);

    public static PixelBuffer Plain(string colour = "navy", int width = 1280, int height = 720) =>
        Run(width, height, "-f", "lavfi", "-i", $"color=c={colour}:s={width}x{height}");

    /// <summary>Draws one line of text.</summary>
    public static PixelBuffer Drawn(
        string text,
        int size,
        string colour = "white",
        string ground = "navy",
        string font = "DejaVuSans.ttf",
        int x = 60,
        int y = 100,
        string then = "null"
    ) => Run(1280, 720, "-f", "lavfi", "-i", $"color=c={ground}:s=1280x720", "-vf", $"{Draw(text, size, colour, font, x, y)},{then}");

    public static string Draw(string text, int size, string colour = "white", string font = "DejaVuSans.ttf", int x = 60, int y = 100) =>
        $"drawtext=fontfile={Fonts}{font}:text='{text}':fontsize={size}:fontcolor={colour}:x={x}:y={y}";

    private static PixelBuffer Run(int width, int height, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "ffmpeg",
            ["-v", "quiet", .. arguments, "-frames:v", "1", "-s", $"{width}x{height}", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"]
        )
        {
            RedirectStandardOutput = true,
        };
        using var ffmpeg = Process.Start(start)!;
        using var rgb = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(rgb);
        ffmpeg.WaitForExit();
        Assert.True(
            rgb.Length == width * height * 3,
            $"ffmpeg gave no picture for {string.Join(' ', arguments)}; "
                + "are ffmpeg, fonts-dejavu-core and forensics-samples-files installed?"
        );
        return new PixelBuffer(rgb.ToArray(), width, height);
    }
}
