using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Explanation;

/// <summary>Explains which objects a moment was found for: their number, attributes and position.</summary>
internal static class ObjectExplainer
{
    /// <summary>Adds a reason for each label seen of each term, and for each pair with a required spatial relation.</summary>
    public static void AddReasons(ClauseMatcher clause, IndexedContent content, MomentCandidate moment, List<Reason> reasons)
    {
        var present = content
            .Tracks.Where(track => Array.Exists(track.VisibleIntervals, seen => seen.Start < moment.End && moment.Start < seen.End))
            .ToList();
        foreach (var term in clause.Terms)
        {
            foreach (var match in term.Labels)
            {
                var fitting = present
                    .Where(track => track.Label == match.Label)
                    .Select(track => ObjectChannel.MatchTrack(track, term)?.Track)
                    .OfType<Track>()
                    .ToList();
                var together = ObjectPresence
                    .CountConcurrent(fitting)
                    .Where(count => count.Start < moment.End && moment.Start < count.End)
                    .ToList();
                if (together.Count > 0)
                {
                    var start = Math.Max(together[0].Start, moment.Start);
                    var end = Math.Min(together.Max(count => count.End), moment.End);
                    reasons.Add(
                        new Reason(
                            ReasonKind.Object,
                            term.Text,
                            FormatFound(fitting, match.Label, term, together.Max(count => count.Count), start, end),
                            FormatRelation(term, match, fitting),
                            start,
                            end
                        )
                    );
                }
            }
            if (term.Relation is { } relation)
            {
                AddRelation(clause, content, term, relation, moment, reasons);
            }
        }
    }

    private static void AddRelation(
        ClauseMatcher clause,
        IndexedContent content,
        QueryTerm term,
        SpatialRelation relation,
        MomentCandidate moment,
        List<Reason> reasons
    )
    {
        var hits = new List<EvidenceHit>();
        clause.Relations.CollectHits(content, hits);
        var own = hits.Where(hit => clause.Terms[hit.Term] == term && hit.Start < moment.End && moment.Start < hit.End).ToList();
        if (own.Count > 0)
        {
            reasons.Add(
                new Reason(
                    ReasonKind.Object,
                    term.Text,
                    $"{clause.Terms[relation.First].Noun} {term.Noun} {clause.Terms[relation.Second].Noun}",
                    "by their places in the picture",
                    Math.Max(moment.Start, own.Min(hit => hit.Start)),
                    Math.Min(moment.End, own.Max(hit => hit.End))
                )
            );
        }
    }

    private static string FormatFound(List<Track> fitting, int label, QueryTerm term, int most, double start, double end)
    {
        var name = LabelCatalog.Default.Entries[label].Label;
        if (most > 1)
        {
            name = $"{most} × {name}";
        }
        if (term.Colour is { } colour)
        {
            name += fitting.Exists(track => track.HasColour(colour)) ? $", {ColourNames.NameOf(colour)}" : ", of unknown colour";
        }
        if (term.MustMove is not null)
        {
            name += fitting.Exists(track => track.IsMoving) ? ", moving" : ", not moving";
        }
        if (term.Posture is { } posture)
        {
            name += fitting.Exists(track => BodyMatcher.FindPosture(track, posture) is not null) ? $", {posture}" : ", of unknown posture";
        }
        foreach (var clothes in term.Clothes)
        {
            name += fitting.Exists(track => BodyMatcher.Wears(track, clothes) == true)
                ? $", {ColourNames.NameOf(clothes.Colour)} {(clothes.Part == ClothesPart.Upper ? "on the upper body" : "on the legs")}"
                : ", of unknown clothes";
        }
        if (term.HasPlacement)
        {
            name += $", {ObjectPlacement.Format(fitting.MaxBy(track => track.Score)!, term, start, end)}";
        }
        return name;
    }

    private static string FormatRelation(QueryTerm term, LabelMatch match, List<Track> fitting)
    {
        var how = FormatRelation(term, match);
        if (!fitting.TrueForAll(track => track.IsAlternative))
        {
            return how;
        }
        var likelier = fitting.Select(track => LabelCatalog.Default.Entries[track.LikelierLabel].Label).Distinct();
        return FormattableString.Invariant(
            $"{how}; a second guess ({fitting.Max(track => track.Score):0.00}), likelier {string.Join(" or ", likelier)}"
        );
    }

    private static string FormatRelation(QueryTerm term, LabelMatch match)
    {
        var label = LabelCatalog.Default.Entries[match.Label].Label;
        var word = term.Noun;
        return match.Relation switch
        {
            LabelRelation.Same => word == label ? "same word" : $"{word} means {label}",
            LabelRelation.MoreSpecific => $"{label} is what was seen; whether it is the narrower “{word}” cannot be told",
            LabelRelation.MoreGeneral => $"{label} is a kind of {word}",
            LabelRelation.Part => $"{word} is a part of {label}",
            LabelRelation.UsedFor => $"{label} goes with {word}",
            _ => $"a {word} may be taken for a {label}",
        };
    }
}
