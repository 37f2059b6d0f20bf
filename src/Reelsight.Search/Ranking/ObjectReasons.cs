using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Writes down which objects a moment was found for: how many, how they look, where they are.</summary>
internal static class ObjectReasons
{
    /// <summary>Adds a reason for each label of each part that is seen, and for each pair that lies as asked.</summary>
    public static void Add(ClauseFinder clause, Content content, Candidate moment, List<Reason> reasons)
    {
        var present = content
            .Tracks.Where(track => Array.Exists(track.Seen, seen => seen.Start < moment.End && moment.Start < seen.End))
            .ToList();
        foreach (var part in clause.Parts)
        {
            foreach (var match in part.Labels)
            {
                var fitting = present
                    .Where(track => track.Label == match.Label)
                    .Select(track => ObjectChannel.Of(track, part)?.Track)
                    .OfType<Track>()
                    .ToList();
                var together = Presence.Counts(fitting).Where(count => count.Start < moment.End && moment.Start < count.End).ToList();
                if (together.Count > 0)
                {
                    var start = Math.Max(together[0].Start, moment.Start);
                    var end = Math.Min(together.Max(count => count.End), moment.End);
                    reasons.Add(
                        new Reason(
                            ReasonKind.Object,
                            part.Text,
                            Found(fitting, match.Label, part, together.Max(count => count.Count), start, end),
                            How(part, match, fitting),
                            start,
                            end
                        )
                    );
                }
            }
            if (part.Relation is { } relation)
            {
                AddRelation(clause, content, part, relation, moment, reasons);
            }
        }
    }

    private static void AddRelation(
        ClauseFinder clause,
        Content content,
        QueryPart part,
        Relation relation,
        Candidate moment,
        List<Reason> reasons
    )
    {
        var hits = new List<Hit>();
        clause.Relations.Find(content, hits);
        var own = hits.Where(hit => clause.Parts[hit.Part] == part && hit.Start < moment.End && moment.Start < hit.End).ToList();
        if (own.Count > 0)
        {
            reasons.Add(
                new Reason(
                    ReasonKind.Object,
                    part.Text,
                    $"{clause.Parts[relation.First].Noun} {part.Noun} {clause.Parts[relation.Second].Noun}",
                    "by their places in the picture",
                    Math.Max(moment.Start, own.Min(hit => hit.Start)),
                    Math.Min(moment.End, own.Max(hit => hit.End))
                )
            );
        }
    }

    private static string Found(List<Track> fitting, int label, QueryPart part, int most, double start, double end)
    {
        var name = LabelCatalog.Default.Entries[label].Label;
        if (most > 1)
        {
            name = $"{most} × {name}";
        }
        if (part.Colour is { } colour)
        {
            name += fitting.Exists(track => track.HasColour(colour)) ? $", {Colours.NameOf(colour)}" : ", of unknown colour";
        }
        if (part.Moving is not null)
        {
            name += fitting.Exists(track => track.Moving) ? ", moving" : ", not moving";
        }
        if (part.IsPlaced)
        {
            name += $", {Placement.Describe(fitting.MaxBy(track => track.Score)!, part, start, end)}";
        }
        return name;
    }

    private static string How(QueryPart part, LabelMatch match, List<Track> fitting)
    {
        var how = How(part, match);
        if (!fitting.TrueForAll(track => track.IsAlternative))
        {
            return how;
        }
        var likelier = fitting.Select(track => LabelCatalog.Default.Entries[track.TakenFor].Label).Distinct();
        return FormattableString.Invariant(
            $"{how}; a second guess ({fitting.Max(track => track.Score):0.00}), likelier {string.Join(" or ", likelier)}"
        );
    }

    private static string How(QueryPart part, LabelMatch match)
    {
        var label = LabelCatalog.Default.Entries[match.Label].Label;
        var word = part.Noun;
        return match.Relation switch
        {
            LabelRelation.Same => word == label ? "same word" : $"{word} means {label}",
            LabelRelation.MoreSpecial => $"{word} is a kind of {label}",
            LabelRelation.MoreGeneral => $"{label} is a kind of {word}",
            LabelRelation.Part => $"{word} is a part of {label}",
            LabelRelation.Use => $"{label} goes with {word}",
            _ => $"a {word} may be taken for a {label}",
        };
    }
}
