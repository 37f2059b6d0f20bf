using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Search.Lexicon;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>What search keeps in memory of a media content. Immutable; shared by the videos with the same bytes.</summary>
internal sealed class IndexedContent
{
    private IndexedContent(
        string hash,
        string version,
        Clip[] clips,
        Track[] tracks,
        LabelInterval[] intervals,
        Passage[] passages,
        QuantizedRows lineVectors,
        StoredDescription stored
    )
    {
        (HasAudio, LoudnessDb, Brightness) = (stored.HasAudio, [.. stored.LoudnessDb], [.. stored.Brightness]);
        (Hash, Version, Clips, Tracks, LabelIntervals, Passages, PassageVectors) = (
            hash,
            version,
            clips,
            tracks,
            intervals,
            passages,
            lineVectors
        );
        HasAlternatives = Array.Exists(tracks, track => track.IsAlternative);
    }

    public string Hash { get; }

    /// <summary>The version of the description.</summary>
    public string Version { get; }
    public Clip[] Clips { get; }
    public Track[] Tracks { get; }

    /// <summary>Whether any object has alternative labels.</summary>
    public bool HasAlternatives { get; }

    /// <summary>When each label is in view, ordered by label, then start.</summary>
    public LabelInterval[] LabelIntervals { get; }

    /// <summary>Spoken phrases and on-screen text, in order of the evidence.</summary>
    public Passage[] Passages { get; }

    /// <summary>Whether there is an audio track.</summary>
    public bool HasAudio { get; }

    /// <summary>Loudness of each second in dBFS; empty without audio or where it was not measured.</summary>
    public float[] LoudnessDb { get; }

    /// <summary>Brightness of each second, 0-1; empty without video or where it was not measured.</summary>
    public float[] Brightness { get; }

    /// <summary>Row n belongs to passage n; no rows when there are no vectors of a text space.</summary>
    public QuantizedRows PassageVectors { get; }

    /// <summary>The index of the passage with an index in the evidence, or -1.</summary>
    public int FindPassage(int evidenceIndex)
    {
        var (low, high) = (0, Passages.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Passages[middle].EvidenceIndex == evidenceIndex)
            {
                return middle;
            }
            (low, high) = Passages[middle].EvidenceIndex < evidenceIndex ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    public static IndexedContent From(StoredDescription stored, IReadOnlyList<TextSpace> textSpaces)
    {
        var tracks = new List<Track>();
        var passages = new List<Passage>();
        for (var i = 0; i < stored.Evidence.Count; i++)
        {
            var evidence = stored.Evidence[i];
            if (evidence.Kind is not EvidenceKind.Object)
            {
                passages.Add(new Passage(evidence.Kind, evidence.Text, evidence.StartSec, evidence.EndSec, i));
            }
            else if (LabelCatalog.Default.IndexOf(evidence.Text) is var label and >= 0)
            {
                var track = CreateTrack(i, evidence, label);
                tracks.Add(track);
                foreach (var other in evidence.Alternatives)
                {
                    if (LabelCatalog.Default.IndexOf(other.Label) is var second and >= 0)
                    {
                        tracks.Add(track with { Label = second, LikelierLabel = label, Score = (float)other.Confidence });
                    }
                }
            }
        }
        var vectors = textSpaces
            .Select(space => stored.Vectors.FirstOrDefault(set => set.Space == space.Name && set.Unit == VectorUnit.Evidence))
            .FirstOrDefault(set => set is not null);
        return new IndexedContent(
            stored.ContentHash,
            stored.Version,
            [.. stored.Clips],
            [.. tracks],
            ComputeLabelIntervals(tracks),
            [.. passages],
            vectors is null || passages.Count == 0
                ? QuantizedRows.Empty
                : QuantizedRows.Select(
                    vectors.Values,
                    vectors.Scales,
                    vectors.Dimension,
                    [.. passages.Select(passage => passage.EvidenceIndex)]
                ),
            stored
        );
    }

    private static Track CreateTrack(int place, Evidence evidence, int label)
    {
        var (mask, first) = (0, -1);
        foreach (var colour in evidence.Colours)
        {
            var number = ColourNames.IndexOf(colour);
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
            ObjectPresence.ComputeVisibleIntervals(evidence),
            [.. evidence.Sightings.Select(TrackBox.From)],
            (float)Math.Clamp(score, 0, 1),
            first,
            mask,
            evidence.Moving
        )
        {
            Body = TrackedBody.From(evidence.Body),
        };
    }

    private static LabelInterval[] ComputeLabelIntervals(List<Track> tracks)
    {
        var intervals = new List<LabelInterval>();
        // Alternative labels are weighed track by track, not as a presence.
        foreach (var group in tracks.Where(track => !track.IsAlternative).GroupBy(track => track.Label).OrderBy(group => group.Key))
        {
            var counts = ObjectPresence.CountConcurrent(group);
            foreach (
                var interval in ObjectPresence.MergeIntervals(group.SelectMany(track => track.VisibleIntervals), ObjectPresence.MaxGapSec)
            )
            {
                var (score, max) = (0f, 0);
                foreach (var track in group)
                {
                    if (track.Score > score && track.VisibleIntervals.Any(seen => seen.Start < interval.End && interval.Start < seen.End))
                    {
                        score = track.Score;
                    }
                }
                foreach (var count in counts)
                {
                    if (count.Count > max && count.Start < interval.End && interval.Start < count.End)
                    {
                        max = count.Count;
                    }
                }
                intervals.Add(new LabelInterval(group.Key, interval.Start, interval.End, score, max));
            }
        }
        return [.. intervals];
    }
}
