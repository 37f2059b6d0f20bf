using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Reelsight.Inference.Tests.Speech;

/// <summary>Sound for tests, 16 kHz mono: what ffmpeg decodes from the Debian samples or makes itself.</summary>
internal static class AudioSamples
{
    public const int Rate = 16_000;
    private const string Samples = "/usr/share/forensics-samples/original-files/";

    /// <summary>"Debian, the universal operating system": a man, 5.4 s, with a pause of 0.7 s after the first word.</summary>
    public static float[] Debian { get; } = Decode("-i", Samples + "audio1/debian.wav");

    /// <summary>"Deleted file": the same man, 2.1 s.</summary>
    public static float[] Deleted { get; } = Decode("-i", Samples + "audio2/deleted.wav");

    /// <summary>A screencast of 8.3 s: "I will show you a directory", typing, "Done".</summary>
    public static float[] Screencast { get; } = Decode("-i", Samples + "movie2/movie-hello.mp4");

    public static float[] Silence(double sec) => new float[(int)(sec * Rate)];

    public static float[] PinkNoise { get; } = Decode("-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.3:d=12:s=1");

    /// <summary>Chords that change every second, with harmonics: no voice.</summary>
    public static float[] Music { get; } = Chords();

    public static float[] Joined(params float[][] parts) => [.. parts.SelectMany(part => part)];

    private static float[] Chords()
    {
        var sound = new float[12 * Rate];
        for (var i = 0; i < sound.Length; i++)
        {
            var t = i / (double)Rate;
            var root = 130.8 * Math.Pow(2, new[] { 0, 5, 7, 3 }[(int)t % 4] / 12.0);
            var fade = Math.Exp(-2 * (t - Math.Floor(t)));
            var value = 0.0;
            foreach (var (ratio, loud) in new[] { (1.0, 0.2), (1.26, 0.15), (1.5, 0.15), (2.0, 0.1), (3.0, 0.05) })
            {
                value += loud * Math.Sin(2 * Math.PI * root * ratio * t);
            }

            sound[i] = (float)(fade * value);
        }

        return sound;
    }

    private static float[] Decode(params string[] input)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "quiet", .. input, "-vn", "-ac", "1", "-ar", "16000", "-f", "f32le", "-"])
        {
            RedirectStandardOutput = true,
        };
        using var ffmpeg = Process.Start(start)!;
        using var sound = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(sound);
        ffmpeg.WaitForExit();
        Assert.True(sound.Length > 0, $"ffmpeg decoded nothing from {input[^1]}; are ffmpeg and forensics-samples-files installed?");
        return MemoryMarshal.Cast<byte, float>(sound.ToArray()).ToArray();
    }
}
