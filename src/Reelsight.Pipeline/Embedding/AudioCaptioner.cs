using Reelsight.Core.Time;
using Reelsight.Media.Audio;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// Says in words what kind of sound there is. It knows loudness and speech, and nothing else: music, steps and engines are all
/// "sounds without speech".
/// </summary>
internal static class AudioCaptioner
{
    // Speech close to a microphone lies between; the levels are RMS of whole seconds.
    private const double MaxQuietDb = -40,
        MinLoudDb = -15;
    private const double MinMostlySpeechShare = 0.5;

    /// <summary>A short sentence, or null where no sound was measured.</summary>
    /// <param name="loudnessDb">Loudness of each second of the track.</param>
    /// <param name="range">What to say it of.</param>
    /// <param name="speechShare">How much of the range somebody speaks, 0-1.</param>
    public static string? CreateCaption(IReadOnlyList<float> loudnessDb, TimeRange range, double speechShare)
    {
        var first = (int)Math.Floor(range.StartSec);
        var seconds = loudnessDb.Skip(first).Take(Math.Max(1, (int)Math.Ceiling(range.EndSec) - first)).ToList();
        if (seconds.Count == 0)
        {
            return null;
        }

        var audible = seconds.Where(db => db >= AudioDecoderResult.SilenceDb).ToList();
        if (audible.Count == 0)
        {
            return "silence";
        }

        var level = audible.Average() switch
        {
            < (float)MaxQuietDb => "quiet ",
            > (float)MinLoudDb => "loud ",
            _ => "",
        };
        return speechShare switch
        {
            >= MinMostlySpeechShare => $"{level}voices of people talking",
            > 0 => $"{level}sounds and some talking",
            _ => $"{level}sounds without talking",
        };
    }
}
