using System.Diagnostics;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>
/// A film whose pictures say which frame they are: ten bars, each a digit of the frame's number in base two. Its frame rate varies.
/// </summary>
internal static class NumberedFilm
{
    /// <summary>90 frames at thirty a second, of which every third is left out from the second second on.</summary>
    internal static Task<byte[]> MakeAsync() =>
        RunAsync(
            "-f lavfi -i nullsrc=s=160x32:r=30:d=3,geq=lum='if(gt(mod(floor(N/pow(2,floor(X/16))),2),0),235,16)':cb=128:cr=128 "
                + "-vf select='lt(n,30)+not(eq(mod(n,3),0))' -fps_mode vfr -c:v libx264 -bf 2 -g 24 -pix_fmt yuv420p "
                + "-movflags frag_keyframe+empty_moov -f mp4 pipe:1"
        );

    /// <summary>The number that a picture shows.</summary>
    internal static async Task<int> ReadAsync(byte[] jpeg)
    {
        var grey = await RunAsync("-f mjpeg -i pipe:0 -vf scale=160:32,format=gray -f rawvideo pipe:1", jpeg);
        return Enumerable.Range(0, 10).Sum(bit => grey[(16 * 160) + (bit * 16) + 8] > 128 ? 1 << bit : 0);
    }

    /// <summary>The numbers that were kept, in order: what frame n of the film shows.</summary>
    internal static IReadOnlyList<int> Shown { get; } = [.. Enumerable.Range(0, 90).Where(n => n < 30 || n % 3 != 0)];

    private static async Task<byte[]> RunAsync(string arguments, byte[]? input = null)
    {
        using var ffmpeg = Process.Start(
            new ProcessStartInfo("ffmpeg", $"-v error {arguments}") { RedirectStandardOutput = true, RedirectStandardInput = true }
        )!;
        if (input is not null)
        {
            await ffmpeg.StandardInput.BaseStream.WriteAsync(input);
        }

        ffmpeg.StandardInput.Close();
        using var bytes = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(bytes);
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? bytes.ToArray() : throw new InvalidOperationException($"ffmpeg ended with {ffmpeg.ExitCode}.");
    }
}
