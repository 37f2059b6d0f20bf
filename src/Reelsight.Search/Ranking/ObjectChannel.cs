using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>How a track answers a part, number aside: the track with the stretches in which it does.</summary>
internal readonly record struct Fit(Track Track, Answer Answer, float Strength);

/// <summary>Finds the parts of a query among the objects of a video: labels with their colours, movement and number at a time.</summary>
internal sealed class ObjectChannel
{
    private readonly IReadOnlyList<QueryPart> _parts;
    private readonly List<(int Part, LabelRelation Relation)>?[] _wantedBy = new List<(int, LabelRelation)>?[LabelCatalog.Default.Count];
    private readonly List<int> _demanding = [];

    public ObjectChannel(IReadOnlyList<QueryPart> parts)
    {
        _parts = parts;
        for (var part = 0; part < parts.Count; part++)
        {
            if (!parts[part].IsPlain)
            {
                _demanding.Add(part);
                continue;
            }
            foreach (var match in parts[part].Labels)
            {
                (_wantedBy[match.Label] ??= []).Add((part, match.Relation));
            }
        }
    }

    /// <summary>Adds the stretches in which objects answer parts.</summary>
    public void Find(Content content, List<Hit> hits)
    {
        foreach (ref readonly var range in content.Ranges.AsSpan())
        {
            if (_wantedBy[range.Label] is not { } wanted)
            {
                continue;
            }
            foreach (var (part, relation) in wanted)
            {
                var strength = Strengths.OfScore(range.Score) * Strengths.OfRelation(relation);
                if (_parts[part].IsPlural && range.MostAtOnce < 2)
                {
                    strength *= Strengths.SingleForPlural;
                }
                hits.Add(new Hit(part, range.Start, range.End, AnswerOf(relation), strength, Modalities.Visual));
            }
        }
        foreach (var part in _demanding)
        {
            FindDemanding(content, part, hits);
        }
        if (!content.HasGuesses)
        {
            return;
        }
        foreach (var track in content.Tracks)
        {
            if (track.IsAlternative && _wantedBy[track.Label] is { } wanted)
            {
                AddGuess(track, wanted, hits);
            }
        }
    }

    private void AddGuess(Track track, List<(int Part, LabelRelation Relation)> wanted, List<Hit> hits)
    {
        foreach (var (part, _) in wanted)
        {
            // An object whose likelier label answers the part as well has answered it.
            if (_wantedBy[track.TakenFor]?.Exists(other => other.Part == part) == true)
            {
                continue;
            }
            if (Of(track, _parts[part]) is { } fit)
            {
                AddSeen(part, fit, hits);
            }
        }
    }

    /// <summary>How a track answers a part; null when its label, its colour or its place is another.</summary>
    public static Fit? Of(Track track, QueryPart part)
    {
        if (part.MatchOf(track.Label) is not { } match || part.OtherThan is { } not && track.FirstColour == not)
        {
            return null;
        }
        var answer = AnswerOf(match.Relation);
        var strength = Strengths.OfScore(track.Score) * Strengths.OfRelation(match.Relation);
        if (track.IsAlternative)
        {
            (answer, strength) = (Answer.Nearly, strength * Strengths.SecondLabel);
        }
        if (part.Colour is { } colour)
        {
            if (track.ColourMask == 0)
            {
                (answer, strength) = (Answer.Nearly, strength * Strengths.UnknownColour);
            }
            else if (!track.HasColour(colour))
            {
                return null;
            }
            else if (track.FirstColour != colour)
            {
                strength *= Strengths.SecondColour;
            }
        }
        if (part.Moving is { } moving && moving != track.Moving)
        {
            (answer, strength) = (Answer.Nearly, strength * Strengths.OtherMovement);
        }
        if (part.OtherThan is not null && track.ColourMask == 0)
        {
            (answer, strength) = (Answer.Nearly, strength * Strengths.UnknownColour);
        }
        if (part.IsPlaced)
        {
            var (seen, placed) = Placement.Narrow(track, part);
            if (seen.Length == 0)
            {
                return null;
            }
            track = track with { Seen = seen };
            if (placed == Answer.Nearly)
            {
                (answer, strength) = (Answer.Nearly, strength * Strengths.NearlyPlaced);
            }
        }
        return new Fit(track, answer, strength);
    }

    private static void AddSeen(int part, Fit fit, List<Hit> hits)
    {
        foreach (var seen in fit.Track.Seen)
        {
            hits.Add(new Hit(part, seen.Start, seen.End, fit.Answer, fit.Strength, Modalities.Visual));
        }
    }

    private void FindDemanding(Content content, int part, List<Hit> hits)
    {
        var asked = _parts[part];
        if (!HasEnough(content, asked))
        {
            return;
        }
        var fitting = new List<Fit>();
        foreach (var track in content.Tracks)
        {
            if (Of(track, asked) is { } fit)
            {
                fitting.Add(fit);
            }
        }
        if (fitting.Count < asked.Number.Least)
        {
            return;
        }
        // One object is one thing, however many labels it may have.
        if (content.HasGuesses)
        {
            fitting = [.. fitting.GroupBy(fit => fit.Track.Object, (_, same) => same.MaxBy(fit => fit.Strength))];
        }
        if (asked.Number.IsAny)
        {
            foreach (var fit in fitting)
            {
                AddSeen(part, fit, hits);
            }
            return;
        }
        foreach (var together in Presence.Counts(fitting.Select(fit => fit.Track)))
        {
            if (asked.Number.Refuses(together.Count))
            {
                continue;
            }
            // The number stands or falls with the weakest object that it needs.
            var needed = fitting
                .Where(fit => Array.Exists(fit.Track.Seen, seen => seen.Start < together.End && together.Start < seen.End))
                .OrderByDescending(fit => fit.Strength)
                .Take(asked.Number.Least)
                .ToList();
            var isMore = together.Count > asked.Number.Most;
            hits.Add(
                new Hit(
                    part,
                    together.Start,
                    together.End,
                    isMore ? Answer.Nearly : needed.Min(fit => fit.Answer),
                    needed.Min(fit => fit.Strength) * (isMore ? Strengths.MoreThanAsked : 1),
                    Modalities.Visual
                )
            );
        }
    }

    /// <summary>Whether the labels are there in the number asked for, at least by what each shows at most.</summary>
    private static bool HasEnough(Content content, QueryPart asked)
    {
        Span<int> most = stackalloc int[LabelCatalog.Default.Count];
        most.Clear();
        foreach (ref readonly var range in content.Ranges.AsSpan())
        {
            most[range.Label] = Math.Max(most[range.Label], range.MostAtOnce);
        }
        if (content.HasGuesses)
        {
            foreach (var track in content.Tracks)
            {
                most[track.Label] += track.IsAlternative ? 1 : 0;
            }
        }
        var sum = 0;
        foreach (var match in asked.Labels)
        {
            sum += most[match.Label];
        }
        return sum >= asked.Number.Least;
    }

    private static Answer AnswerOf(LabelRelation relation) =>
        relation is LabelRelation.Part or LabelRelation.Use or LabelRelation.MistakenFor ? Answer.Nearly : Answer.Outright;
}
