using Reelsight.Inference.Imaging;
using Reelsight.Media.Tools;

namespace Reelsight.Training.VisualSimilarity;

/// <summary>What people do to footage before it is found again: one picture in, the edited one out.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="ApplyAsync">Makes the edit; the number, different for each picture, says where a crop lies.</param>
internal sealed record ImageEdit(string Name, Func<PixelBuffer, int, Task<PixelBuffer>> ApplyAsync)
{
    private const int Channels = PixelBuffer.BytesPerPixel;
    private const double SevenDegrees = 7 * Math.PI / 180;

    /// <summary>All edits; the first leaves the image as it is.</summary>
    public static IReadOnlyList<ImageEdit> All { get; } =
    [
        new("as it is", image => image),
        new("mirrored", Mirror),
        new("grey", image => MapColours(image, (r, g, b) => Grey((byte)((0.299 * r) + (0.587 * g) + (0.114 * b))))),
        new("darker by half", image => MapColours(image, (r, g, b) => ((byte)(r / 2), (byte)(g / 2), (byte)(b / 2)))),
        new("half size", image => Crop(image, 0, 0, 1, 0.5)),
        new("320 px, JPEG at its worst", (image, _) => RecompressAsync(image)),
        new("turned 7°", image => Warp(image, image.Width, image.Height, CreateRotation(image))),
        new("letterboxed to a square", Letterbox),
        new("pillarboxed to 21:9", Pillarbox),
        new("logo and caption", Overlay),
        new("crop of 70 % of each side", (image, place) => Task.FromResult(CropAt(image, 0.7, place))),
        new("crop of 70 %, mirrored", (image, place) => Task.FromResult(Mirror(CropAt(image, 0.7, place)))),
        new("crop of 70 %, letterboxed, JPEG at its worst", (image, place) => RecompressAsync(Letterbox(CropAt(image, 0.7, place)))),
        new("crop of half of each side", (image, place) => Task.FromResult(CropAt(image, 0.5, place))),
    ];

    private ImageEdit(string name, Func<PixelBuffer, PixelBuffer> apply)
        : this(name, (image, _) => Task.FromResult(apply(image))) { }

    private static (byte R, byte G, byte B) Grey(byte luma) => (luma, luma, luma);

    private static PixelBuffer Mirror(PixelBuffer image) => Warp(image, image.Width, image.Height, (x, y) => (image.Width - 1 - x, y));

    private static PixelBuffer Crop(PixelBuffer image, double left, double top, double side, double scale = 1)
    {
        var (width, height) = ((int)(image.Width * side * scale), (int)(image.Height * side * scale));
        return Warp(image, width, height, (x, y) =>
            ((image.Width * left) + ((x + 0.5) / scale) - 0.5, (image.Height * top) + ((y + 0.5) / scale) - 0.5)
        );
    }

    // Nine places in turn: corners, edges, middle.
    private static PixelBuffer CropAt(PixelBuffer image, double side, int place) =>
        Crop(image, (1 - side) * (place % 3) / 2, (1 - side) * (place / 3 % 3) / 2, side);

    private static PixelBuffer Letterbox(PixelBuffer image)
    {
        var side = Math.Max(image.Width, image.Height);
        return PadToSize(image, side, side);
    }

    private static PixelBuffer Pillarbox(PixelBuffer image) =>
        PadToSize(image, Math.Max(image.Width * 5 / 4, image.Height * 21 / 9), image.Height);

    // Black all round; what the warp finds outside the picture is black.
    private static PixelBuffer PadToSize(PixelBuffer image, int width, int height)
    {
        var (left, top) = ((width - image.Width) / 2, (height - image.Height) / 2);
        return Warp(image, width, height, (x, y) => (x - left, y - top));
    }

    private static PixelBuffer Overlay(PixelBuffer image)
    {
        var pixels = image.Rgb.ToArray();
        Fill(pixels, image, 0.78, 0.05, 0.17, 0.14, 230, 40, 30);
        Fill(pixels, image, 0.05, 0.84, 0.90, 0.12, 20, 20, 60);
        return image with { Rgb = pixels };
    }

    private static void Fill(
        byte[] pixels,
        PixelBuffer image,
        double left,
        double top,
        double width,
        double height,
        byte red,
        byte green,
        byte blue
    )
    {
        for (var y = (int)(top * image.Height); y < (int)((top + height) * image.Height); y++)
        {
            for (var x = (int)(left * image.Width); x < (int)((left + width) * image.Width); x++)
            {
                var at = ((y * image.Width) + x) * Channels;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (red, green, blue);
            }
        }
    }

    private static Func<int, int, (double X, double Y)> CreateRotation(PixelBuffer image)
    {
        var (cos, sin) = (Math.Cos(SevenDegrees), Math.Sin(SevenDegrees));
        var (middleX, middleY) = (image.Width / 2.0, image.Height / 2.0);
        return (x, y) => (middleX + ((x - middleX) * cos) + ((y - middleY) * sin), middleY - ((x - middleX) * sin) + ((y - middleY) * cos));
    }

    private static PixelBuffer MapColours(PixelBuffer image, Func<byte, byte, byte, (byte, byte, byte)> colour)
    {
        var pixels = image.Rgb[..(image.Width * image.Height * Channels)].ToArray();
        for (var at = 0; at < pixels.Length; at += Channels)
        {
            (pixels[at], pixels[at + 1], pixels[at + 2]) = colour(pixels[at], pixels[at + 1], pixels[at + 2]);
        }

        return image with
        {
            Rgb = pixels,
        };
    }

    /// <summary>Each pixel from where the map says, between the four nearest; black outside.</summary>
    private static PixelBuffer Warp(PixelBuffer image, int width, int height, Func<int, int, (double X, double Y)> map)
    {
        var pixels = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = map(x, y);
                if (fromX <= -1 || fromY <= -1 || fromX >= image.Width || fromY >= image.Height)
                {
                    continue;
                }

                var (left, top) = ((int)Math.Floor(fromX), (int)Math.Floor(fromY));
                for (var channel = 0; channel < Channels; channel++)
                {
                    var above = Interpolate(At(left, top, channel), At(left + 1, top, channel), fromX - left);
                    var below = Interpolate(At(left, top + 1, channel), At(left + 1, top + 1, channel), fromX - left);
                    pixels[(((y * width) + x) * Channels) + channel] = (byte)Math.Round(Interpolate(above, below, fromY - top));
                }
            }
        }

        return new PixelBuffer(pixels, width, height);

        byte At(int x, int y, int channel) =>
            image.Rgb.Span[(((Math.Clamp(y, 0, image.Height - 1) * image.Width) + Math.Clamp(x, 0, image.Width - 1)) * Channels) + channel];
    }

    private static double Interpolate(double one, double other, double share) => one + ((other - one) * share);

    // Written as PPM, which is a header and the pixels, and read back after ffmpeg has done its worst.
    private static async Task<PixelBuffer> RecompressAsync(PixelBuffer image)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var output = File.Create(file))
            {
                await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"P6\n{image.Width} {image.Height}\n255\n"));
                await output.WriteAsync(image.Rgb[..(image.Width * image.Height * Channels)]);
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
            await foreach (var worst in Data.JpegDecoder.DecodeAsync([jpeg.ToArray()]))
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
