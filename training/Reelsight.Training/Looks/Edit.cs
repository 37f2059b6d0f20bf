using Reelsight.Media;
using Reelsight.Models;

namespace Reelsight.Training.Looks;

/// <summary>What people do to footage before it is found again: one picture in, the edited one out.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="ApplyAsync">Makes the edit; the number, different for each picture, says where a crop lies.</param>
internal sealed record Edit(string Name, Func<PixelBuffer, int, Task<PixelBuffer>> ApplyAsync)
{
    private const int Channels = PixelBuffer.BytesPerPixel;
    private const double SevenDegrees = 7 * Math.PI / 180;

    /// <summary>All edits; the first leaves the picture as it is.</summary>
    public static IReadOnlyList<Edit> All { get; } =
    [new("as it is", picture => picture), new("mirrored", Mirror), new("grey", picture => Recolour(picture, (r, g, b) =>
            {
                var y = (byte)((0.299 * r) + (0.587 * g) + (0.114 * b));
                return (y, y, y);
            })), new("darker by half", picture => Recolour(picture, (r, g, b) => ((byte)(r / 2), (byte)(g / 2), (byte)(b / 2)))), new("half size", picture => Crop(picture, 0, 0, 1, 0.5)), new("320 px, JPEG at its worst", (picture, _) => WorstJpegAsync(picture)), new("turned 7°", picture => Warp(picture, picture.Width, picture.Height, Turned(picture))), new("letterboxed to a square", Letterbox), new("pillarboxed to 21:9", Pillarbox), new("logo and caption", Overlay), new("crop of 70 % of each side", (picture, place) => Task.FromResult(CropAt(picture, 0.7, place))), new("crop of 70 %, mirrored", (picture, place) => Task.FromResult(Mirror(CropAt(picture, 0.7, place)))), new("crop of 70 %, letterboxed, JPEG at its worst", (picture, place) => WorstJpegAsync(Letterbox(CropAt(picture, 0.7, place)))), new("crop of half of each side", (picture, place) => Task.FromResult(CropAt(picture, 0.5, place)))];

    private Edit(string name, Func<PixelBuffer, PixelBuffer> apply)
        : this(name, (picture, _) => Task.FromResult(apply(picture))) { }

    private static PixelBuffer Mirror(PixelBuffer picture) =>
        Warp(picture, picture.Width, picture.Height, (x, y) => (picture.Width - 1 - x, y));

    private static PixelBuffer Crop(PixelBuffer picture, double left, double top, double side, double scale = 1)
    {
        var (width, height) = ((int)(picture.Width * side * scale), (int)(picture.Height * side * scale));
        return Warp(picture, width, height, (x, y) =>
            ((picture.Width * left) + ((x + 0.5) / scale) - 0.5, (picture.Height * top) + ((y + 0.5) / scale) - 0.5)
        );
    }

    // Nine places in turn: corners, edges, middle.
    private static PixelBuffer CropAt(PixelBuffer picture, double side, int place) =>
        Crop(picture, (1 - side) * (place % 3) / 2, (1 - side) * (place / 3 % 3) / 2, side);

    private static PixelBuffer Letterbox(PixelBuffer picture)
    {
        var side = Math.Max(picture.Width, picture.Height);
        return Framed(picture, side, side);
    }

    private static PixelBuffer Pillarbox(PixelBuffer picture) =>
        Framed(picture, Math.Max(picture.Width * 5 / 4, picture.Height * 21 / 9), picture.Height);

    // Black all round; what the warp finds outside the picture is black.
    private static PixelBuffer Framed(PixelBuffer picture, int width, int height)
    {
        var (left, top) = ((width - picture.Width) / 2, (height - picture.Height) / 2);
        return Warp(picture, width, height, (x, y) => (x - left, y - top));
    }

    private static PixelBuffer Overlay(PixelBuffer picture)
    {
        var pixels = picture.Rgb.ToArray();
        Fill(pixels, picture, 0.78, 0.05, 0.17, 0.14, 230, 40, 30);
        Fill(pixels, picture, 0.05, 0.84, 0.90, 0.12, 20, 20, 60);
        return picture with { Rgb = pixels };
    }

    private static void Fill(
        byte[] pixels,
        PixelBuffer picture,
        double left,
        double top,
        double width,
        double height,
        byte red,
        byte green,
        byte blue
    )
    {
        for (var y = (int)(top * picture.Height); y < (int)((top + height) * picture.Height); y++)
        {
            for (var x = (int)(left * picture.Width); x < (int)((left + width) * picture.Width); x++)
            {
                var at = ((y * picture.Width) + x) * Channels;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (red, green, blue);
            }
        }
    }

    private static Func<int, int, (double X, double Y)> Turned(PixelBuffer picture)
    {
        var (cos, sin) = (Math.Cos(SevenDegrees), Math.Sin(SevenDegrees));
        var (middleX, middleY) = (picture.Width / 2.0, picture.Height / 2.0);
        return (x, y) => (middleX + ((x - middleX) * cos) + ((y - middleY) * sin), middleY - ((x - middleX) * sin) + ((y - middleY) * cos));
    }

    private static PixelBuffer Recolour(PixelBuffer picture, Func<byte, byte, byte, (byte, byte, byte)> colour)
    {
        var pixels = picture.Rgb[..(picture.Width * picture.Height * Channels)].ToArray();
        for (var at = 0; at < pixels.Length; at += Channels)
        {
            (pixels[at], pixels[at + 1], pixels[at + 2]) = colour(pixels[at], pixels[at + 1], pixels[at + 2]);
        }

        return picture with
        {
            Rgb = pixels,
        };
    }

    /// <summary>Each pixel from where the map says, between the four nearest; black outside.</summary>
    private static PixelBuffer Warp(PixelBuffer picture, int width, int height, Func<int, int, (double X, double Y)> map)
    {
        var pixels = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = map(x, y);
                if (fromX <= -1 || fromY <= -1 || fromX >= picture.Width || fromY >= picture.Height)
                {
                    continue;
                }

                var (left, top) = ((int)Math.Floor(fromX), (int)Math.Floor(fromY));
                for (var channel = 0; channel < Channels; channel++)
                {
                    var above = Mix(At(left, top, channel), At(left + 1, top, channel), fromX - left);
                    var below = Mix(At(left, top + 1, channel), At(left + 1, top + 1, channel), fromX - left);
                    pixels[(((y * width) + x) * Channels) + channel] = (byte)Math.Round(Mix(above, below, fromY - top));
                }
            }
        }

        return new PixelBuffer(pixels, width, height);

        byte At(int x, int y, int channel) =>
            picture.Rgb.Span[
                (((Math.Clamp(y, 0, picture.Height - 1) * picture.Width) + Math.Clamp(x, 0, picture.Width - 1)) * Channels) + channel
            ];
    }

    private static double Mix(double one, double other, double share) => one + ((other - one) * share);

    // Written as PPM, which is a header and the pixels, and read back after ffmpeg has done its worst.
    private static async Task<PixelBuffer> WorstJpegAsync(PixelBuffer picture)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var output = File.Create(file))
            {
                await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"P6\n{picture.Width} {picture.Height}\n255\n"));
                await output.WriteAsync(picture.Rgb[..(picture.Width * picture.Height * Channels)]);
            }

            var tools = new MediaTools();
            string[] arguments =
            [
                "-v",
                "error",
                "-nostdin",
                "-f",
                "ppm_pipe",
                "-i",
                ChildProcess.InputName,
                "-vf",
                "scale=320:-2",
                "-c:v",
                "mjpeg",
                "-q:v",
                "31",
                "-f",
                "mjpeg",
                "pipe:1",
            ];
            await using var ffmpeg = ChildProcess.Start(tools, tools.Ffmpeg, arguments, file, tools.DecodeLimits);
            using var jpeg = new MemoryStream();
            await ffmpeg.Output.CopyToAsync(jpeg);
            await foreach (var worst in Pictures.JpegDecoder.DecodeAsync([jpeg.ToArray()]))
            {
                return worst;
            }

            throw new InvalidDataException("ffmpeg wrote no picture.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
