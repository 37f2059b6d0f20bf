using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Reelsight.Bench.Soak;

/// <summary>
/// Small real files, made by ffmpeg once; each image becomes another file by bytes at its end, which decoders pass over.
/// </summary>
internal sealed class Footage
{
    private readonly byte[] _picture;

    private Footage(byte[] clip, byte[] picture) => (Clip, _picture) = (clip, picture);

    /// <summary>Five seconds of a moving test picture with a tone.</summary>
    public byte[] Clip { get; }

    public static async Task<Footage> MakeAsync()
    {
        var clip = await MakeAsync(
            "-f lavfi -i testsrc2=s=320x240:r=10:d=5 -f lavfi -i sine=d=5 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac "
                + "-movflags frag_keyframe+empty_moov -f mp4"
        );
        return new Footage(clip, await MakeAsync("-f lavfi -i testsrc2=s=160x120 -frames:v 1 -c:v mjpeg -f image2pipe"));
    }

    /// <summary>A picture of so many bytes at least, like no other.</summary>
    public byte[] Picture(int number, int minBytes = 0)
    {
        var mark = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        return [.. _picture, .. mark, .. new byte[Math.Max(0, minBytes - _picture.Length - mark.Length)]];
    }

    private static async Task<byte[]> MakeAsync(string arguments)
    {
        using var ffmpeg = Process.Start(
            new ProcessStartInfo("ffmpeg", $"-v error -nostdin {arguments} pipe:1") { RedirectStandardOutput = true }
        )!;
        using var bytes = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(bytes);
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? bytes.ToArray() : throw new InvalidOperationException($"ffmpeg ended with {ffmpeg.ExitCode}.");
    }
}
