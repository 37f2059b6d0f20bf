using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Where what can be measured of a stretch as a whole is so: brightness of the picture, loudness of the sound, speech.</summary>
internal static class Conditions
{
    /// <summary>Mean luma (0-1) below which a picture is dark: streets at night lie around 0.1, lit rooms above 0.3.</summary>
    public const float DarkLuma = 0.2f;

    /// <summary>Mean luma from which it is bright.</summary>
    public const float BrightLuma = 0.35f;

    /// <summary>
    /// Loudness (RMS of a second, dB of full scale) below which nothing is to be heard, sound is quiet, and above which it is loud.
    /// </summary>
    public const float SilentDb = -60,
        QuietDb = -40,
        LoudDb = -15;

    /// <summary>A fade or a click is no stretch.</summary>
    private const double ShortestSec = 1;

    /// <summary>The stretches of a content in which it is so; none where it was not measured.</summary>
    public static List<Stretch> Of(Condition condition, Content content, double durationSec)
    {
        List<Stretch> found = condition switch
        {
            Condition.Dark => Stretches.OfSeconds(content.Brightness, luma => luma < DarkLuma, durationSec),
            Condition.Bright => Stretches.OfSeconds(content.Brightness, luma => luma >= BrightLuma, durationSec),
            Condition.Silent => Silence(content, durationSec),
            Condition.Quiet => Stretches.OfSeconds(content.LoudnessDb, db => db is >= SilentDb and < QuietDb, durationSec),
            Condition.Loud => Stretches.OfSeconds(content.LoudnessDb, db => db > LoudDb, durationSec),
            Condition.Speech => Speech(content),
            _ => Stretches.Outside(Speech(content), durationSec),
        };
        // Somebody may say a word in less than a second.
        return condition == Condition.Speech
            ? found
            : Presence.Merge(found, 0).FindAll(stretch => stretch.End - stretch.Start >= Math.Min(ShortestSec, durationSec));
    }

    /// <summary>What was measured in a stretch, in words.</summary>
    public static string Measured(Condition condition, Content content, Stretch stretch) =>
        condition switch
        {
            Condition.Dark or Condition.Bright => FormattableString.Invariant(
                $"mean brightness {100 * Mean(content.Brightness, stretch):0} %"
            ),
            Condition.Speech => "speech was recognised",
            Condition.NoSpeech => content.HasSound ? "no speech was recognised" : "there is no sound",
            _ when content.LoudnessDb.Length == 0 => "there is no sound",
            _ => FormattableString.Invariant($"loudness {Mean(content.LoudnessDb, stretch):0} dB"),
        };

    private static float Mean(float[] seconds, Stretch stretch)
    {
        var from = Math.Clamp((int)stretch.Start, 0, seconds.Length - 1);
        var to = Math.Clamp((int)Math.Ceiling(stretch.End), from + 1, seconds.Length);
        return seconds[from..to].Average();
    }

    private static List<Stretch> Silence(Content content, double durationSec)
    {
        if (content.LoudnessDb.Length == 0)
        {
            return content.HasSound || durationSec <= 0 ? [] : [new Stretch(0, durationSec)];
        }
        // Where the sound ends before the picture, there is none.
        var seconds = content.LoudnessDb;
        var rest = (int)Math.Ceiling(durationSec) - seconds.Length;
        return Stretches.OfSeconds(
            rest > 0 ? [.. seconds, .. Enumerable.Repeat(float.NegativeInfinity, rest)] : seconds,
            db => db < SilentDb,
            durationSec
        );
    }

    private static List<Stretch> Speech(Content content) =>
        Presence.Merge(
            content
                .Lines.Where(line => line.Kind == EvidenceKind.Speech && line.End > line.Start)
                .Select(line => new Stretch(Math.Max(0, line.Start), line.End)),
            Presence.BridgeSec
        );
}
