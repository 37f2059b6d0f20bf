using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Analysis.Facts;

/// <summary>All facts about one video, or about a window of it, in order of time.</summary>
public sealed record VideoTimeline
{
    /// <summary>Start of the window, seconds.</summary>
    public required double StartSec { get; init; }

    /// <summary>End of the window, seconds, exclusive.</summary>
    public required double EndSec { get; init; }

    /// <summary>Length of the whole video, seconds.</summary>
    public required double DurationSec { get; init; }

    /// <summary>The facts, in order of start.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Shots, in order, without gaps.</summary>
    public required IReadOnlyList<ShotInterval> Shots { get; init; }

    /// <summary>Default cut points of segments: the boundaries of clips and shots, in order.</summary>
    public required IReadOnlyList<double> BoundariesSec { get; init; }

    /// <summary>Visual features of the whole video, for queries that no fact answers.</summary>
    public required ClipFeatures ClipFeatures { get; init; }

    /// <summary>Whether anything is audible.</summary>
    public required bool HasAudio { get; init; }

    /// <summary>Loudness of each second of the whole video in dB of full scale; empty where it was not measured.</summary>
    public IReadOnlyList<float> LoudnessDb { get; init; } = [];

    /// <summary>Merges what the describers found into facts.</summary>
    /// <param name="described">What they found.</param>
    /// <param name="durationSec">Length of the video; the end of its last clip when that is later.</param>
    /// <param name="ct">Cancellation.</param>
    public static VideoTimeline Build(MediaDescription described, double durationSec, CancellationToken ct = default)
    {
        var end = Math.Max(durationSec, described.Clips.Count > 0 ? described.Clips[^1].EndSec : 0);
        var things = ObjectTrackMerger.Merge(described.Evidence, ct);
        var about = new ObjectFactBuilder(end, described.CutsSec);
        double[] cuts = [0, .. described.CutsSec.Where(cut => cut > 0 && cut < end), end];
        ShotInterval[] scenes = [.. cuts.Zip(cuts.Skip(1), (a, b) => new ShotInterval(a, b))];
        var facts = things
            .SelectMany(about.Build)
            .Concat(CountFactBuilder.Build(things))
            .Concat(
                described
                    .Evidence.Where(e => e.Kind != EvidenceKind.Object && e.EndSec > e.StartSec && !string.IsNullOrWhiteSpace(e.Text))
                    .Select(CreateTextFact)
            )
            .Concat(AudioFactBuilder.BuildSpeaking(described.Evidence))
            .Concat(AudioFactBuilder.BuildLoudness(described))
            .Concat(ShotFactBuilder.BuildSceneNames(described))
            .Concat(ShotFactBuilder.BuildRepeatedShots(described, scenes))
            .Concat(ShotFactBuilder.BuildTextAppears(described.Evidence, described.CutsSec))
            .Concat(described.CutsSec.Where(cut => cut > 0 && cut < end).Select(cut => ShotFactBuilder.BuildSceneChange(cut, end)));
        return new VideoTimeline
        {
            StartSec = 0,
            EndSec = end,
            DurationSec = end,
            Facts =
            [
                .. facts
                    .Select(Ended)
                    .Where(fact => fact.LengthSec > 0)
                    .OrderBy(f => f.StartSec)
                    .ThenBy(f => f.Kind)
                    .ThenBy(f => f.ObjectNumber),
            ],
            Shots = scenes,
            BoundariesSec = [.. described.Clips.Select(c => c.StartSec).Concat(cuts).Distinct().Order()],
            ClipFeatures = new ClipFeatures(described.Clips, [.. described.Vectors.Where(set => set.Unit == VectorUnit.Clip)]),
            HasAudio = described.HasAudio,
            LoudnessDb = described.LoudnessDb,
        };

        Fact Ended(Fact fact)
        {
            ct.ThrowIfCancellationRequested();
            return fact.EndSec <= end ? fact : fact with { EndSec = end };
        }
    }

    /// <summary>The part of the timeline that lies in a window; facts that reach beyond it are cut at its edges.</summary>
    public VideoTimeline Within(double startSec, double endSec)
    {
        var (start, end) = (Math.Max(startSec, StartSec), Math.Min(endSec, EndSec));
        if (start <= StartSec && end >= EndSec)
        {
            return this;
        }

        return this with
        {
            StartSec = start,
            EndSec = Math.Max(start, end),
            Facts =
            [
                .. Facts
                    .Where(f => f.Overlaps(start, end))
                    .Select(f => f with { StartSec = Math.Max(f.StartSec, start), EndSec = Math.Min(f.EndSec, end) }),
            ],
            Shots =
            [
                .. Shots
                    .Where(s => s.StartSec < end && start < s.EndSec)
                    .Select(s => new ShotInterval(Math.Max(s.StartSec, start), Math.Min(s.EndSec, end))),
            ],
            BoundariesSec = [start, .. BoundariesSec.Where(e => e > start && e < end), end],
        };
    }

    /// <summary>The cuts inside: one at the very start of a window divides nothing in it.</summary>
    public IEnumerable<Fact> GetCuts() => GetFacts(FactKind.SceneChange).Where(f => f.StartSec > StartSec + 1e-6);

    /// <summary>The facts of one kind.</summary>
    public IEnumerable<Fact> GetFacts(FactKind kind) => Facts.Where(f => f.Kind == kind);

    private static Fact CreateTextFact(Evidence evidence) =>
        new()
        {
            Kind = evidence.Kind == EvidenceKind.Speech ? FactKind.Speech : FactKind.OnScreenText,
            Text = evidence.Text.Trim(),
            StartSec = evidence.StartSec,
            EndSec = evidence.EndSec,
            Source = evidence.Source,
            Confidence = evidence.Confidence,
            Sightings = evidence.Sightings,
        };
}
