using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>A stretch between two cuts; half-open seconds.</summary>
public readonly record struct Scene(double StartSec, double EndSec);

/// <summary>What the pictures of a video are like as a whole, clip by clip.</summary>
/// <param name="Clips">In order.</param>
/// <param name="Vectors">Row n of each is clip n.</param>
public sealed record WholePictures(IReadOnlyList<Clip> Clips, IReadOnlyList<VectorSet> Vectors);

/// <summary>Everything known about one video, or about a window of it, as facts in order of time.</summary>
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
    public required IReadOnlyList<Scene> Scenes { get; init; }

    /// <summary>Where a segment may be cut when nothing better is known: the edges of clips and shots, in order.</summary>
    public required IReadOnlyList<double> EdgesSec { get; init; }

    /// <summary>What the pictures of the whole video are like, for what no fact names.</summary>
    public required WholePictures Whole { get; init; }

    /// <summary>Whether anything is audible.</summary>
    public required bool HasSound { get; init; }

    /// <summary>Loudness of each second of the whole video in dB of full scale; empty where it was not measured.</summary>
    public IReadOnlyList<float> LoudnessDb { get; init; } = [];

    /// <summary>Merges what the describers found into facts.</summary>
    /// <param name="described">What they found.</param>
    /// <param name="durationSec">Length of the video; the end of its last clip when that is later.</param>
    /// <param name="ct">Stops the work.</param>
    public static VideoTimeline Of(Described described, double durationSec, CancellationToken ct = default)
    {
        var end = Math.Max(durationSec, described.Clips.Count > 0 ? described.Clips[^1].EndSec : 0);
        var things = Things.Of(described.Evidence, ct);
        var about = new ThingFacts(end, described.CutsSec);
        double[] cuts = [0, .. described.CutsSec.Where(cut => cut > 0 && cut < end), end];
        Scene[] scenes = [.. cuts.Zip(cuts.Skip(1), (a, b) => new Scene(a, b))];
        var facts = things
            .SelectMany(about.Of)
            .Concat(Counting.Of(things))
            .Concat(
                described
                    .Evidence.Where(e => e.Kind != EvidenceKind.Object && e.EndSec > e.StartSec && !string.IsNullOrWhiteSpace(e.Text))
                    .Select(Words)
            )
            .Concat(SoundFacts.Speaking(described.Evidence))
            .Concat(SoundFacts.Levels(described))
            .Concat(SceneFacts.Names(described))
            .Concat(SceneFacts.Repeated(described, scenes))
            .Concat(SceneFacts.Writing(described.Evidence, described.CutsSec))
            .Concat(described.CutsSec.Where(cut => cut > 0 && cut < end).Select(cut => SceneFacts.Cut(cut, end)));
        return new VideoTimeline
        {
            StartSec = 0,
            EndSec = end,
            DurationSec = end,
            Facts =
            [
                .. facts.Select(Ended).Where(fact => fact.LengthSec > 0).OrderBy(f => f.StartSec).ThenBy(f => f.Kind).ThenBy(f => f.Thing),
            ],
            Scenes = scenes,
            EdgesSec = [.. described.Clips.Select(c => c.StartSec).Concat(cuts).Distinct().Order()],
            Whole = new WholePictures(described.Clips, [.. described.Vectors.Where(set => set.Unit == VectorUnit.Clip)]),
            HasSound = described.HasSound,
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
            Scenes =
            [
                .. Scenes
                    .Where(s => s.StartSec < end && start < s.EndSec)
                    .Select(s => new Scene(Math.Max(s.StartSec, start), Math.Min(s.EndSec, end))),
            ],
            EdgesSec = [start, .. EdgesSec.Where(e => e > start && e < end), end],
        };
    }

    /// <summary>The cuts inside: one at the very start of a window divides nothing in it.</summary>
    public IEnumerable<Fact> Cuts() => OfKind(FactKind.SceneChange).Where(f => f.StartSec > StartSec + 1e-6);

    /// <summary>The facts of one kind.</summary>
    public IEnumerable<Fact> OfKind(FactKind kind) => Facts.Where(f => f.Kind == kind);

    private static Fact Words(Evidence evidence) =>
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
