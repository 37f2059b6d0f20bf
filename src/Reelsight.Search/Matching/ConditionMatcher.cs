using Reelsight.Core.Descriptions;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Finds the intervals in which a measured condition holds: brightness, loudness, speech.</summary>
internal static class ConditionMatcher
{
    /// <summary>Mean luma (0-1) below which an image is dark: streets at night lie around 0.1, lit rooms above 0.3.</summary>
    public const float DarkLuma = 0.2f;

    /// <summary>Mean luma from which an image is bright.</summary>
    public const float BrightLuma = 0.35f;

    /// <summary>
    /// Loudness (RMS of a second in dBFS) below which audio is silent or quiet, and above which it is loud.
    /// </summary>
    public const float SilentDb = -60,
        QuietDb = -40,
        LoudDb = -15;

    /// <summary>Minimum length of an interval: fades and clicks are shorter.</summary>
    private const double MinSec = 1;

    /// <summary>The intervals in which a condition holds; none where it was not measured.</summary>
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
        // A spoken word may be shorter than a second.
        return condition == MeasuredCondition.Speech
            ? found
            : ObjectPresence.MergeIntervals(found, 0).FindAll(interval => interval.End - interval.Start >= Math.Min(MinSec, durationSec));
    }

    /// <summary>What was measured in an interval, in words.</summary>
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
        // Where the audio ends before the video, there is silence.
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
