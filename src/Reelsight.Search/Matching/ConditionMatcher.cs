using Reelsight.Core.Descriptions;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Where what can be measured of a stretch as a whole is so: brightness of the picture, loudness of the sound, speech.</summary>
internal static class ConditionMatcher
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
    private const double MinSec = 1;

    /// <summary>The stretches of a content in which it is so; none where it was not measured.</summary>
    public static List<TimeInterval> FindIntervals(MeasuredCondition condition, IndexedContent content, double durationSec)
    {
        List<TimeInterval> found = condition switch
        {
            MeasuredCondition.Dark => IntervalAlgebra.FromSeconds(content.Brightness, luma => luma < DarkLuma, durationSec),
            MeasuredCondition.Bright => IntervalAlgebra.FromSeconds(content.Brightness, luma => luma >= BrightLuma, durationSec),
            MeasuredCondition.Silent => FindSilence(content, durationSec),
            MeasuredCondition.Quiet => IntervalAlgebra.FromSeconds(content.LoudnessDb, db => db is >= SilentDb and < QuietDb, durationSec),
            MeasuredCondition.Loud => IntervalAlgebra.FromSeconds(content.LoudnessDb, db => db > LoudDb, durationSec),
            MeasuredCondition.Speech => FindSpeech(content),
            _ => IntervalAlgebra.Complement(FindSpeech(content), durationSec),
        };
        // Somebody may say a word in less than a second.
        return condition == MeasuredCondition.Speech
            ? found
            : ObjectPresence.MergeIntervals(found, 0).FindAll(interval => interval.End - interval.Start >= Math.Min(MinSec, durationSec));
    }

    /// <summary>What was measured in a stretch, in words.</summary>
    public static string FormatMeasurement(MeasuredCondition condition, IndexedContent content, TimeInterval interval) =>
        condition switch
        {
            MeasuredCondition.Dark or MeasuredCondition.Bright => FormattableString.Invariant(
                $"mean brightness {100 * Mean(content.Brightness, interval):0} %"
            ),
            MeasuredCondition.Speech => "speech was recognised",
            MeasuredCondition.NoSpeech => content.HasAudio ? "no speech was recognised" : "there is no sound",
            _ when content.LoudnessDb.Length == 0 => "there is no sound",
            _ => FormattableString.Invariant($"loudness {Mean(content.LoudnessDb, interval):0} dB"),
        };

    private static float Mean(float[] seconds, TimeInterval interval)
    {
        var from = Math.Clamp((int)interval.Start, 0, seconds.Length - 1);
        var to = Math.Clamp((int)Math.Ceiling(interval.End), from + 1, seconds.Length);
        return seconds[from..to].Average();
    }

    private static List<TimeInterval> FindSilence(IndexedContent content, double durationSec)
    {
        if (content.LoudnessDb.Length == 0)
        {
            return content.HasAudio || durationSec <= 0 ? [] : [new TimeInterval(0, durationSec)];
        }
        // Where the sound ends before the picture, there is none.
        var seconds = content.LoudnessDb;
        var rest = (int)Math.Ceiling(durationSec) - seconds.Length;
        return IntervalAlgebra.FromSeconds(
            rest > 0 ? [.. seconds, .. Enumerable.Repeat(float.NegativeInfinity, rest)] : seconds,
            db => db < SilentDb,
            durationSec
        );
    }

    private static List<TimeInterval> FindSpeech(IndexedContent content) =>
        ObjectPresence.MergeIntervals(
            content
                .Passages.Where(passage => passage.Kind == EvidenceKind.Speech && passage.End > passage.Start)
                .Select(passage => new TimeInterval(Math.Max(0, passage.Start), passage.End)),
            ObjectPresence.MaxGapSec
        );
}
