using Reelsight.Search.Lexicon;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search.Snapshots;

/// <summary>A stretch of seconds, half-open.</summary>
internal readonly record struct Stretch(double Start, double End);

/// <summary>
/// Where an object was from one moment on: seconds, and its box in parts of 255 of the picture. Small, because there are many.
/// </summary>
internal readonly record struct Box(float Time, byte X, byte Y, byte Width, byte Height)
{
    private const float Whole = byte.MaxValue;

    public float Left => X / Whole;
    public float Top => Y / Whole;
    public float Right => (X + Width) / Whole;
    public float Bottom => (Y + Height) / Whole;
    public float CentreX => (X + Width / 2f) / Whole;
    public float CentreY => (Y + Height / 2f) / Whole;

    /// <summary>Share of the picture.</summary>
    public float Area => Width / Whole * (Height / Whole);

    public static Box Of(Sighting seen) => new((float)seen.TimeSec, Byte(seen.X), Byte(seen.Y), Byte(seen.Width), Byte(seen.Height));

    private static byte Byte(float part) => (byte)Math.Round(Math.Clamp(part, 0, 1) * Whole);
}

/// <summary>
/// A tracked object: its label, the stretches in which it was really seen, where, and what it looked like. An object that may also be
/// something else is one track for each label; they share the number of the object, and <paramref name="TakenFor"/> is the likelier label
/// or -1.
/// </summary>
internal sealed record Track(
    int Object,
    int Label,
    int TakenFor,
    Stretch[] Seen,
    Box[] Boxes,
    float Score,
    int FirstColour,
    int ColourMask,
    bool Moving
)
{
    public bool IsAlternative => TakenFor >= 0;

    public bool HasColour(int colour) => (ColourMask & 1 << colour) != 0;
}

/// <summary>A stretch in which at least one object with the label is seen; gaps of up to a second are bridged.</summary>
internal readonly record struct LabelRange(int Label, double Start, double End, float Score, int MostAtOnce);

/// <summary>A spoken phrase or a written line.</summary>
internal sealed record Line(EvidenceKind Kind, string Text, double Start, double End, int EvidenceIndex);

/// <summary>What search keeps of a content in memory: immutable, shared by the videos that have these bytes.</summary>
internal sealed class Content
{
    private Content(
        string hash,
        string version,
        Clip[] clips,
        Track[] tracks,
        LabelRange[] ranges,
        Line[] lines,
        ByteRows lineVectors,
        StoredContent stored
    )
    {
        (HasSound, LoudnessDb, Brightness) = (stored.HasSound, [.. stored.LoudnessDb], [.. stored.Brightness]);
        (Hash, Version, Clips, Tracks, Ranges, Lines, LineVectors) = (hash, version, clips, tracks, ranges, lines, lineVectors);
        HasGuesses = Array.Exists(tracks, track => track.IsAlternative);
    }

    public string Hash { get; }

    /// <summary>What described it.</summary>
    public string Version { get; }
    public Clip[] Clips { get; }
    public Track[] Tracks { get; }

    /// <summary>Whether any object may also be something else.</summary>
    public bool HasGuesses { get; }

    /// <summary>By label, then start.</summary>
    public LabelRange[] Ranges { get; }

    /// <summary>By place in the evidence.</summary>
    public Line[] Lines { get; }

    /// <summary>Whether anything is to be heard.</summary>
    public bool HasSound { get; }

    /// <summary>Loudness of each second, dB of full scale; empty without sound or where it was not measured.</summary>
    public float[] LoudnessDb { get; }

    /// <summary>Brightness of each second, 0-1; empty without a picture or where it was not measured.</summary>
    public float[] Brightness { get; }

    /// <summary>Row n belongs to line n; none when the content has no vectors in the text space.</summary>
    public ByteRows LineVectors { get; }

    /// <summary>The line with this place in the evidence, or -1.</summary>
    public int LineAt(int evidenceIndex)
    {
        var (low, high) = (0, Lines.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Lines[middle].EvidenceIndex == evidenceIndex)
            {
                return middle;
            }
            (low, high) = Lines[middle].EvidenceIndex < evidenceIndex ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    public static Content From(StoredContent stored, string textSpace)
    {
        var tracks = new List<Track>();
        var lines = new List<Line>();
        for (var i = 0; i < stored.Evidence.Count; i++)
        {
            var evidence = stored.Evidence[i];
            if (evidence.Kind is not EvidenceKind.Object)
            {
                lines.Add(new Line(evidence.Kind, evidence.Text, evidence.StartSec, evidence.EndSec, i));
            }
            else if (LabelCatalog.Default.NumberOf(evidence.Text) is var label and >= 0)
            {
                var track = ToTrack(i, evidence, label);
                tracks.Add(track);
                foreach (var other in evidence.Alternatives)
                {
                    if (LabelCatalog.Default.NumberOf(other.Label) is var second and >= 0)
                    {
                        tracks.Add(track with { Label = second, TakenFor = label, Score = (float)other.Confidence });
                    }
                }
            }
        }
        var vectors = stored.Vectors.FirstOrDefault(set => set.Space == textSpace && set.Unit == VectorUnit.Evidence);
        return new Content(
            stored.ContentHash,
            stored.Version,
            [.. stored.Clips],
            [.. tracks],
            RangesOf(tracks),
            [.. lines],
            vectors is null || lines.Count == 0
                ? ByteRows.None
                : ByteRows.Pick(vectors.Values, vectors.Scales, vectors.Dimension, [.. lines.Select(line => line.EvidenceIndex)]),
            stored
        );
    }

    private static Track ToTrack(int place, Evidence evidence, int label)
    {
        var (mask, first) = (0, -1);
        foreach (var colour in evidence.Colours)
        {
            var number = Colours.NumberOf(colour);
            if (number >= 0)
            {
                mask |= 1 << number;
                first = first < 0 ? number : first;
            }
        }
        var score = evidence.Confidence ?? (evidence.Sightings.Count == 0 ? 0.5 : evidence.Sightings.Average(s => s.Score));
        return new Track(
            place,
            label,
            -1,
            Presence.Of(evidence),
            [.. evidence.Sightings.Select(Box.Of)],
            (float)Math.Clamp(score, 0, 1),
            first,
            mask,
            evidence.Moving
        );
    }

    private static LabelRange[] RangesOf(List<Track> tracks)
    {
        var ranges = new List<LabelRange>();
        // Guesses at what an object may also be are weighed track by track, not as a presence.
        foreach (var group in tracks.Where(track => !track.IsAlternative).GroupBy(track => track.Label).OrderBy(group => group.Key))
        {
            var counts = Presence.Counts(group);
            foreach (var stretch in Presence.Merge(group.SelectMany(track => track.Seen), Presence.BridgeSec))
            {
                var (score, most) = (0f, 0);
                foreach (var track in group)
                {
                    if (track.Score > score && track.Seen.Any(seen => seen.Start < stretch.End && stretch.Start < seen.End))
                    {
                        score = track.Score;
                    }
                }
                foreach (var count in counts)
                {
                    if (count.Count > most && count.Start < stretch.End && stretch.Start < count.End)
                    {
                        most = count.Count;
                    }
                }
                ranges.Add(new LabelRange(group.Key, stretch.Start, stretch.End, score, most));
            }
        }
        return [.. ranges];
    }
}
