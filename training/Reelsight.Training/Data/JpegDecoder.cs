using Reelsight.Inference.Imaging;
using Reelsight.Media.Tools;

namespace Reelsight.Training.Data;

/// <summary>Decodes JPEG pictures as the product decodes video: with one ffmpeg for all of them, in their own sizes.</summary>
internal static class JpegDecoder
{
    /// <summary>The pictures in their order.</summary>
    /// <exception cref="InvalidDataException">A picture cannot be decoded, so that what follows would be out of step.</exception>
    public static async IAsyncEnumerable<PixelBuffer> DecodeAsync(IReadOnlyList<byte[]> images)
    {
        var joined = Path.GetTempFileName();
        try
        {
            await using (var file = File.Create(joined))
            {
                foreach (var image in images)
                {
                    await file.WriteAsync(image);
                }
            }

            var tools = new MediaTools();
            string[] arguments =
            [
                "-v",
                "error",
                "-nostdin",
                "-f",
                "image2pipe",
                "-c:v",
                "mjpeg",
                "-i",
                ChildProcess.InputName,
                "-autoscale",
                "0",
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo",
                "pipe:1",
            ];
            // Whoever reads the pictures may take long over each of them.
            var limits = tools.DecodeLimits with { StallTimeout = TimeSpan.FromHours(1) };
            await using var ffmpeg = ChildProcess.Start(tools, tools.Ffmpeg, arguments, joined, limits);
            foreach (var image in images)
            {
                var (width, height) = ReadSize(image);
                var pixels = new byte[width * height * PixelBuffer.BytesPerPixel];
                await ffmpeg.Output.ReadExactlyAsync(pixels);
                yield return new PixelBuffer(pixels, width, height);
            }

            if (await ffmpeg.Output.ReadAsync(new byte[1]) > 0 || ffmpeg.ErrorText.Length > 0)
            {
                throw new InvalidDataException($"Some pictures could not be decoded: {ffmpeg.ErrorText}");
            }
        }
        finally
        {
            File.Delete(joined);
        }
    }

    // The frame header of a JPEG file says the size; markers before it are passed over by their length.
    private static (int Width, int Height) ReadSize(byte[] jpeg)
    {
        const int FirstFrame = 0xC0,
            LastFrame = 0xCF;
        int[] noFrames = [0xC4, 0xC8, 0xCC];
        for (var at = 2; at + 9 < jpeg.Length; )
        {
            var marker = jpeg[at + 1];
            if (jpeg[at] != 0xFF || marker == 0xFF)
            {
                at++;
            }
            else if (marker is >= FirstFrame and <= LastFrame && !noFrames.Contains(marker))
            {
                return ((jpeg[at + 7] << 8) | jpeg[at + 8], (jpeg[at + 5] << 8) | jpeg[at + 6]);
            }
            else
            {
                at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
            }
        }

        throw new InvalidDataException("A file of the set is no JPEG picture.");
    }
}
