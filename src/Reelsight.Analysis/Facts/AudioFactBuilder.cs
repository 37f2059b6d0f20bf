using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>Builds facts about the audio beside its words: speech, silence, loudness.</summary>
internal static class AudioFactBuilder
{
    /// <summary>A pause up to this long does not end a speech.</summary>
    private const double MaxPauseSec = 1.5;

    /// <summary>Level below which audio is silence, dB of full scale.</summary>
    private const float MaxSilenceDb = -55;

    /// <summary>So much above the median is much louder.</summary>
    private const float MinLoudAboveMedianDb = 12;
    private const int MinSilenceSec = 2;
    private const string LoudnessSource = "loudness";

    /// <summary>Intervals of speech, with the lowest confidence of their lines.</summary>
    public static IEnumerable<Fact> BuildSpeaking(IEnumerable<Evidence> evidence)
    {
        Fact? open = null;
        foreach (
            var line in evidence
                .Where(e => e.Kind == EvidenceKind.Speech && e.EndSec > e.StartSec && !string.IsNullOrWhiteSpace(e.Text))
                .OrderBy(e => e.StartSec)
        )
        {
            if (open is not null && line.StartSec - open.EndSec <= MaxPauseSec)
            {
                open = open with
                {
                    EndSec = Math.Max(open.EndSec, line.EndSec),
                    Confidence = open.Confidence is { } a && line.Confidence is { } b ? Math.Min(a, b) : open.Confidence ?? line.Confidence,
                };
                continue;
            }
            if (open is not null)
            {
                yield return open;
            }

            open = new Fact
            {
                Kind = FactKind.Speaks,
                Text = "somebody speaks",
                StartSec = line.StartSec,
                EndSec = line.EndSec,
                Source = line.Source,
                Confidence = line.Confidence,
            };
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>
    /// Intervals of silence and of loud audio, unless all of it is silent. They are measured, so there is no confidence.
    /// </summary>
    public static IEnumerable<Fact> BuildLoudness(MediaDescription described)
    {
        var levels = described.LoudnessDb;
        var heard = levels.Where(db => db > MaxSilenceDb).Order().ToList();
        if (!described.HasAudio || heard.Count == 0)
        {
            return [];
        }

        var loud = heard[heard.Count / 2] + MinLoudAboveMedianDb;
        return
        [
            .. BuildRuns(levels, db => db <= MaxSilenceDb, MinSilenceSec, FactKind.Silence, "there is silence"),
            .. BuildRuns(levels, db => db >= loud, 1, FactKind.Loud, "it is loud"),
        ];
    }

    private static IEnumerable<Fact> BuildRuns(
        IReadOnlyList<float> levels,
        Func<float, bool> holds,
        int shortest,
        FactKind kind,
        string text
    )
    {
        for (var from = 0; from < levels.Count; )
        {
            if (!holds(levels[from]))
            {
                from++;
                continue;
            }
            var to = from;
            while (to < levels.Count && holds(levels[to]))
            {
                to++;
            }

            if (to - from >= shortest)
            {
                yield return new Fact
                {
                    Kind = kind,
                    Text = text,
                    StartSec = from,
                    EndSec = to,
                    Source = LoudnessSource,
                };
            }

            from = to;
        }
    }
}
