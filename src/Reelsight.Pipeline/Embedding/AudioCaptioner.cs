using Reelsight.Core.Time;
using Reelsight.Media.Audio;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// Describes the kind of audio in a sentence, for embeddings. It knows loudness and speech only: music, steps and engines are all "sounds
/// without speech".
/// </summary>
internal static class AudioCaptioner
{
    // Speech close to a microphone lies between; the levels are RMS of whole seconds.
    private const double MaxQuietDb = -40,
        MinLoudDb = -15;
    private const double MinMostlySpeechShare = 0.5;

    /// <summary>Returns a short sentence, or null where no loudness was measured.</summary>
    /// <param name="loudnessDb">Loudness of each second of the track.</param>
    /// <param name="range">The time range.</param>
    /// <param name="speechShare">Share of the range with speech, 0-1.</param>
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
