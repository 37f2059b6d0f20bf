using System.Numerics.Tensors;
using Reelsight.Models.Joint;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>A clip of a video as the joint space sees it.</summary>
/// <param name="Clip">Place of the clip.</param>
/// <param name="Asked">What it was compared with: a place in <see cref="JointChannel.Asked"/>.</param>
/// <param name="Cosine">With what was asked; says nothing by itself.</param>
/// <param name="Fit">The same in standard deviations above unrelated pictures.</param>
internal readonly record struct JointMatch(int Clip, int Asked, double Cosine, float Fit);

/// <summary>
/// Finds clips by what the whole picture shows. A noun that is a name of the joint space goes to the clips that are likely to show what has
/// it; the whole description, and each picture, to those that fit it better than unrelated pictures do. The two are never added; see
/// <see cref="Strengths"/> for how far each is believed.
/// </summary>
internal sealed class JointChannel
{
    private readonly IReadOnlyList<QueryPart> _parts;
    private readonly IndexSnapshot _snapshot;
    private readonly SearchOptions _options;
    private readonly Dictionary<int, List<JointMatch>> _fitting = [];
    private readonly Dictionary<(int Video, int Part), List<(int Clip, float Probability)>> _named = [];

    /// <summary>Looks the names up.</summary>
    /// <param name="parts">The parts of the query.</param>
    /// <param name="asked">The description and the pictures; none to go by names alone.</param>
    /// <param name="snapshot">Where to look.</param>
    /// <param name="pool">Videos to look in.</param>
    /// <param name="options">Floors.</param>
    public JointChannel(
        IReadOnlyList<QueryPart> parts,
        IReadOnlyList<JointAsked> asked,
        IndexSnapshot snapshot,
        VideoPool pool,
        SearchOptions options
    )
    {
        (_parts, Asked, _snapshot, _options) = (parts, asked, snapshot, options);
        for (var part = 0; part < parts.Count; part++)
        {
            LookUp(part, pool);
        }
    }

    /// <summary>What clips are compared with.</summary>
    public IReadOnlyList<JointAsked> Asked { get; }

    /// <summary>Compares every clip of the pool with what is asked.</summary>
    /// <param name="clips">Their vectors in the joint space.</param>
    /// <param name="pool">Videos to look in.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task CompareAsync(ClipVectors clips, VideoPool pool, CancellationToken ct)
    {
        var found = await clips.SearchAsync(
            [
                .. Asked.Select(asked => new VectorQuery(
                    new ByteVector(asked.Question.Vector),
                    _options.MostDescribedClips,
                    asked.LeastCosine
                )),
            ],
            pool,
            ct
        );
        _fitting.Clear();
        foreach (var (number, hits) in found.Index())
        {
            foreach (var hit in hits)
            {
                if (!_fitting.TryGetValue(hit.Video, out var matches))
                {
                    _fitting.Add(hit.Video, matches = []);
                }
                matches.Add(new JointMatch(hit.Clip, number, hit.Cosine, Asked[number].Question.Fit((float)hit.Cosine)));
            }
        }
    }

    /// <summary>
    /// Whether a sentence says enough to be a description: to the encoder single words are as near to each other as sentences are.
    /// </summary>
    public static bool IsDescription(string sentence) => Words.Of(sentence).Count(word => !WordLists.Stop.Contains(word)) > 1;

    /// <summary>Adds the clips of a video that answer parts.</summary>
    public void Find(int video, Content content, List<Hit> hits)
    {
        for (var part = 0; part < _parts.Count; part++)
        {
            foreach (var (clip, probability) in _named.GetValueOrDefault((video, part)) ?? [])
            {
                hits.Add(HitOf(content.Clips[clip], part, Strengths.OfName(probability), 0));
            }
        }
        foreach (var match in _fitting.GetValueOrDefault(video) ?? [])
        {
            var asked = Asked[match.Asked];
            foreach (var part in asked.Parts)
            {
                hits.Add(HitOf(content.Clips[match.Clip], part, StrengthOf(match), asked.Pictures));
            }
        }
    }

    /// <summary>Raises the bounds of videos by what names and fits may add to them.</summary>
    public void AddBounds(float[] bounds)
    {
        foreach (var ((video, part), clips) in _named)
        {
            bounds[video] += (float)_parts[part].Weight * Strengths.OfName(clips.Max(clip => clip.Probability));
        }
        foreach (var (video, matches) in _fitting)
        {
            foreach (var match in matches)
            {
                bounds[video] += (float)Asked[match.Asked].Parts.Sum(part => _parts[part].Weight) * StrengthOf(match);
            }
        }
    }

    /// <summary>The clips in which a frame is to be found that fits best.</summary>
    public IEnumerable<(string ContentHash, int Clip)> ClipsIn(Candidate moment) =>
        Fitting(moment).Select(match => (_snapshot.Videos[moment.Video].Content.Hash, match.Clip));

    /// <summary>Writes down which names a moment is likely to have and what it fits, with the frame that fits best.</summary>
    public void Explain(
        Candidate moment,
        Content content,
        IReadOnlyDictionary<(string ContentHash, int Clip), FrameSet> frames,
        List<Reason> reasons
    )
    {
        for (var part = 0; part < _parts.Count; part++)
        {
            var likely = (_named.GetValueOrDefault((moment.Video, part)) ?? []).FindAll(clip => Overlaps(content.Clips[clip.Clip], moment));
            if (likely.Count > 0)
            {
                var (clip, probability) = likely.MaxBy(one => one.Probability);
                var names = content.Clips[clip].Tags.Where(tag => _parts[part].Names.Contains(tag.Name)).Select(tag => tag.Name);
                reasons.Add(
                    ReasonOf(
                        ReasonKind.Name,
                        _parts[part].Text,
                        string.Join(", ", names),
                        FormattableString.Invariant(
                            $"what the whole picture shows, if it is anything that has a name here ({probability:0.00})"
                        ),
                        content.Clips[clip],
                        moment
                    )
                );
            }
        }
        foreach (var match in Fitting(moment).GroupBy(match => match.Asked).Select(same => same.MaxBy(match => match.Fit)))
        {
            var reason = ReasonOf(
                ReasonKind.Scene,
                Asked[match.Asked].Name,
                "the whole picture",
                FormattableString.Invariant($"fits better than unrelated pictures do, by {match.Fit:0.0} of their standard deviations"),
                content.Clips[match.Clip],
                moment
            );
            reasons.Add(reason with { FrameSec = BestFrame(match, frames.GetValueOrDefault((content.Hash, match.Clip))) });
        }
    }

    private float StrengthOf(JointMatch match) =>
        Asked[match.Asked] is { Pictures: not 0 } picture
            ? Strengths.OfScene(match.Fit, picture.Floor)
            : Strengths.OfDescription(match.Fit, _snapshot.ClipCount);

    private double? BestFrame(JointMatch match, FrameSet? frames)
    {
        var vector = Asked[match.Asked].Question.Vector;
        return frames is null || frames.Dimension != vector.Length
            ? null
            : frames.TimesSec[
                Enumerable
                    .Range(0, frames.TimesSec.Count)
                    .MaxBy(frame => TensorPrimitives.Dot(vector, frames.Values.AsSpan(frame * frames.Dimension, frames.Dimension)))
            ];
    }

    private IEnumerable<JointMatch> Fitting(Candidate moment) =>
        (_fitting.GetValueOrDefault(moment.Video) ?? []).Where(match =>
            Overlaps(_snapshot.Videos[moment.Video].Content.Clips[match.Clip], moment)
        );

    private void LookUp(int part, VideoPool pool)
    {
        // Names exclude each other, so the probability that one of several is shown is their sum.
        var likely = _parts[part]
            .Names.SelectMany(_snapshot.ClipsOfName)
            .Where(posting => pool.Contains(posting.Video))
            .GroupBy(
                posting => (posting.Video, posting.Clip),
                (at, all) => (at.Video, at.Clip, Probability: all.Sum(posting => posting.Probability))
            )
            .Where(clip => clip.Probability >= _options.NameFloor);
        foreach (var (video, clip, probability) in likely)
        {
            if (!_named.TryGetValue((video, part), out var clips))
            {
                _named.Add((video, part), clips = []);
            }
            clips.Add((clip, probability));
        }
    }

    private static Hit HitOf(Clip clip, int part, float strength, uint pictures) =>
        new(part, clip.StartSec, clip.EndSec, Answer.Meaning, strength, Modalities.Visual, pictures);

    private static Reason ReasonOf(ReasonKind kind, string query, string found, string how, Clip clip, Candidate moment) =>
        new(kind, query, found, how, Math.Max(clip.StartSec, moment.Start), Math.Min(clip.EndSec, moment.End));

    private static bool Overlaps(Clip clip, Candidate moment) => clip.StartSec < moment.End && moment.Start < clip.EndSec;
}

/// <summary>Something that clips are compared with in the joint space.</summary>
/// <param name="Name">What reasons call it.</param>
/// <param name="Question">Its place, and how near unrelated pictures are to it.</param>
/// <param name="Floor">The fit from which a clip answers it.</param>
/// <param name="Parts">The parts of the query that such a clip answers.</param>
/// <param name="Pictures">The picture of the query that it is, as a bit; 0 for a description.</param>
internal sealed record JointAsked(string Name, JointQuestion Question, double Floor, IReadOnlyList<int> Parts, uint Pictures)
{
    /// <summary>The cosine that the floor stands for.</summary>
    public double LeastCosine => Question.Mean + (Floor * Question.Spread);

    /// <summary>The description in the words of a query, where it says enough, and each of its pictures.</summary>
    public static IReadOnlyList<JointAsked> Of(ReadQuery read, IVisualSpace space, SearchOptions options)
    {
        var asked = new List<JointAsked>();
        // What the detector can count, name the colour of and follow, it knows better.
        var described = Enumerable
            .Range(0, read.Parts.Count)
            .Where(part =>
                read.Parts[part] is { Match: WordMatch.AnyForm, Relation: null } words && (words.IsPlain || words.Labels.Count == 0)
            )
            .ToList();
        if (described.Count > 0 && JointChannel.IsDescription(read.Sentence))
        {
            asked.Add(new JointAsked(read.Sentence, space.Ask(read.Sentence), options.DescriptionFloor, described, 0));
        }
        var pictures = read.Parts.SelectMany((part, number) => part.Pictures.Select(picture => (Part: number, Picture: picture)));
        foreach (var (place, (part, picture)) in pictures.Index())
        {
            if (picture.Joint.Length == space.Dimension)
            {
                asked.Add(new JointAsked(picture.Name, space.Ask(picture.Joint), options.SceneFloor, [part], 1u << place));
            }
        }
        return asked;
    }
}
