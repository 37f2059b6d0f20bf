using System.Diagnostics;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>Small real files, made by ffmpeg.</summary>
public static class TestMedia
{
    /// <summary>Half a second of a moving test picture without sound, MP4.</summary>
    public static Task<byte[]> FilmAsync() =>
        MakeAsync(
            "-f lavfi -i testsrc2=s=320x240:r=10:d=0.5 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -movflags "
                + "frag_keyframe+empty_moov -f mp4"
        );

    /// <summary>One second of a tone, MP3.</summary>
    public static Task<byte[]> ToneAsync() => MakeAsync("-f lavfi -i sine=d=1 -c:a libmp3lame -f mp3");

    /// <summary>A still picture, PNG.</summary>
    public static Task<byte[]> PictureAsync() => MakeAsync("-f lavfi -i testsrc2=s=160x120 -frames:v 1 -c:v png -f image2pipe");

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
