using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Where the restrictions of a clause hold. Safe for several threads.</summary>
internal sealed class Restrictions
{
    private readonly IReadOnlyList<Restriction> _all;
    private readonly ObjectChannel?[] _unwanted;

    /// <param name="all">What must hold.</param>
    /// <param name="lines">Lines with words that must not be there; bit n of a hit belongs to restriction n.</param>
    public Restrictions(IReadOnlyList<Restriction> all, LineHits lines)
    {
        (_all, Lines) = (all, lines);
        _unwanted = [.. all.Select(one => one.Without is { Labels.Count: > 0 } part ? new ObjectChannel([part]) : null)];
        Surest = all.Count == 0 ? Confidence.High : all.Min(one => one.Surest);
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Restriction> All => _all;

    /// <summary>The confidence that a moment may have at most.</summary>
    public Confidence Surest { get; }

    private LineHits Lines { get; }

    /// <summary>The stretches of a video in which all of them hold, in order.</summary>
    public List<Stretch> Hold(Content content, double durationSec)
    {
        var hold = Stretches.Outside([], durationSec);
        for (var n = 0; n < _all.Count && hold.Count > 0; n++)
        {
            hold = Stretches.Both(hold, Hold(n, content, durationSec));
        }
        return hold;
    }

    private List<Stretch> Hold(int n, Content content, double durationSec)
    {
        if (_all[n].Is is { } condition)
        {
            return Conditions.Of(condition, content, durationSec);
        }
        var broken = new List<Stretch>();
        if (_unwanted[n] is { } objects)
        {
            var hits = new List<Hit>();
            objects.Find(content, hits);
            // What only may be the thing, or is another colour for all one knows, does not take a moment away; a part of it does.
            var byPart = _all[n].Without!.Labels.All(match => match.Relation == Lexicon.LabelRelation.Part);
            broken.AddRange(hits.Where(hit => hit.Answer == Answer.Outright || byPart).Select(hit => new Stretch(hit.Start, hit.End)));
        }
        broken.AddRange(
            Lines
                .Of(content.Hash)
                .Where(hit => (hit.Parts & 1u << n) != 0)
                .Select(hit => new Stretch(content.Lines[hit.Line].Start, content.Lines[hit.Line].End))
        );
        return Stretches.Outside(Presence.Merge(broken, Presence.BridgeSec), durationSec);
    }
}
