using Reelsight.Search.Reading;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Finding;

/// <summary>
/// Finds the stretches of a timeline that answer a reading. What is asked for and cannot be known counts against a stretch: it has to
/// answer <see cref="EnoughCoverage"/> of the request, and what the request is about. One for each request, which it stops with.
/// </summary>
internal sealed class EvidenceFinder(SoughtReader reader, CancellationToken ct = default)
{
    /// <summary>Share of a request that has to be answered.</summary>
    public const double EnoughCoverage = 0.6;

    /// <summary>An interruption up to this long is a detector's slip.</summary>
    private const double BridgeSec = 1;

    /// <summary>How much of a coming or going is shown.</summary>
    private const double ComingSec = 2;

    /// <summary>The share of a thing that is found only as the second guess of the detector.</summary>
    private const double GuessShare = 0.5;
    private const double DoingWeight = 0.5;
    private const double WhoWeight = 1;
    private const double PlaceWeight = 0.5;

    private readonly record struct Piece(double StartSec, double EndSec, int Part, Match Match, Fact Fact)
    {
        public Piece(Fact fact, int part)
            : this(fact.StartSec, fact.EndSec, part, new Match(1, fact.Confidence), fact) { }
    }

    /// <summary>How well a fact is about a thing that is asked for, 0-1, and how sure the model was of that.</summary>
    private readonly record struct Match(double Strength, double? Confidence);

    /// <summary>The stretches, in order of time; empty when nothing answers enough.</summary>
    /// <param name="timeline">Where to look.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="fitting">Facts that the whole picture fits all that is asked for: there it answers the words that no other fact
    /// does.</param>
    public List<Found> Find(VideoTimeline timeline, SoughtReading asked, IReadOnlyList<Fact>? fitting = null)
    {
        fitting ??= [];
        if (asked.IsEmpty)
        {
            return [];
        }

        if (asked.Negated)
        {
            return Absences(timeline, asked);
        }

        var weights = new List<double>();
        var pieces = new List<Piece>();
        var heads = 0;
        if (asked.IsAboutWords)
        {
            weights.Add(1);
            pieces.AddRange(Lines(timeline, asked).Select(f => new Piece(f, 0)));
            heads = 1;
        }
        else
        {
            foreach (var thing in asked.Things)
            {
                pieces.AddRange(InView(timeline, thing, weights.Count));
                weights.Add(thing.IsPlace ? PlaceWeight : 1);
            }
            heads = asked.Things.Count;
            foreach (var doing in asked.Doings)
            {
                pieces.AddRange(Done(timeline, asked.Things, doing).Select(f => Span(f, doing, weights.Count)));
                if (asked.Things.Count == 0)
                {
                    pieces.AddRange(fitting.Select(f => new Piece(f, weights.Count)));
                }

                weights.Add(asked.Things.Count > 0 ? DoingWeight : 1);
            }
            foreach (var (word, weight) in asked.Words)
            {
                pieces.AddRange(WithWord(timeline, word).Concat(fitting).Select(f => new Piece(f, weights.Count)));
                // "A forklift moves": who moves is most of what is asked, also when nothing here knows what that is.
                weights.Add(
                    asked.Things.Count == 0 && asked.Doings.Any(d => d is Doing.Comes or Doing.Goes or Doing.Moves or Doing.Stays)
                        ? Math.Max(weight, WhoWeight)
                        : weight
                );
            }
            foreach (var quote in asked.Quoted)
            {
                pieces.AddRange(Lines(timeline).Where(f => Holds(f, quote)).Select(f => new Piece(f, weights.Count)));
                weights.Add(1);
            }
        }
        var doings = asked.IsAboutWords ? 0 : asked.Doings.Count;
        ct.ThrowIfCancellationRequested();
        return
        [
            .. Sweep(pieces, weights, heads, doings)
                .Select(f => f with { StartSec = Math.Max(f.StartSec, timeline.StartSec), EndSec = Math.Min(f.EndSec, timeline.EndSec) }),
        ];
    }

    /// <summary>Facts that things of this kind are in view, by their label or a second guess.</summary>
    public static IEnumerable<Fact> Visible(VideoTimeline timeline, Sought thing) =>
        timeline.OfKind(FactKind.Visible).Where(f => MatchOf(f, thing).Strength > 0);

    /// <summary>
    /// The most things of this kind in view at once, with the facts that they are; what the detector wavers about counts, second guesses do
    /// not.
    /// </summary>
    public static (int Count, List<Fact> Facts) MostAtOnce(VideoTimeline timeline, Sought thing, bool withDoubtful = false) =>
        MostAtOnce(timeline.OfKind(FactKind.Visible).Where(f => MatchOf(f, thing).Strength >= 1), withDoubtful);

    /// <summary>The most things in view at once of those that facts show, without the doubtful ones.</summary>
    public static (int Count, List<Fact> Facts) MostAtOnce(IEnumerable<Fact> facts, bool withDoubtful = false)
    {
        var most = new List<Fact>();
        var visible = facts.Where(f => withDoubtful || !f.IsDoubtful).OrderBy(f => f.StartSec).ToList();
        var inView = new List<Fact>();
        foreach (var fact in visible)
        {
            inView.RemoveAll(f => f.EndSec <= fact.StartSec);
            inView.Add(fact);
            if (inView.Count > most.Count)
            {
                most = [.. inView];
            }
        }
        return (most.Count, most);
    }

    private static Match MatchOf(Fact fact, Sought thing)
    {
        if (thing.Colours.Count > 0 && fact.Label is not null && !fact.Colours.Any(thing.Colours.Contains))
        {
            return default;
        }

        var wavers = fact.Name != fact.Label;
        var second = fact.Alternatives.Where(a => thing.Has(a.Label)).Select(a => (double?)a.Confidence).Max();
        if (thing.Has(fact.Label))
        {
            // Of a thing between two labels it is known that it is one of them: which one, only as surely as the detector says on the
            // whole.
            var one =
                wavers && second is null && fact.Sightings.Count > 0
                    ? Math.Min(fact.Confidence ?? 1, fact.Sightings.Average(s => s.Score))
                    : fact.Confidence;
            return new Match(1, one);
        }
        if (second is null)
        {
            return default;
        }

        return
            wavers
            && fact.Alternatives.Any(a =>
                thing.Has(a.Label)
                && (Kinds.Common(fact.Label!, a.Label) == fact.Name || fact.Name!.EndsWith($" or {a.Label}", StringComparison.Ordinal))
            )
            ? new Match(1, second)
            : new Match(GuessShare, second);
    }

    private static IEnumerable<Piece> InView(VideoTimeline timeline, Sought thing, int part)
    {
        var visible = timeline
            .OfKind(FactKind.Visible)
            .Select(f => (Fact: f, Match: MatchOf(f, thing)))
            .Where(v => v.Match.Strength > 0)
            .ToList();
        if (thing.Count is not > 1)
        {
            return visible.Select(v => new Piece(v.Fact.StartSec, v.Fact.EndSec, part, v.Match, v.Fact));
        }

        var pieces = new List<Piece>();
        var edges = visible.SelectMany(v => new[] { v.Fact.StartSec, v.Fact.EndSec }).Distinct().Order().ToList();
        foreach (var (start, end) in edges.Zip(edges.Skip(1)))
        {
            var together = visible.Where(v => v.Match.Strength >= 1 && v.Fact.StartSec <= start && v.Fact.EndSec >= end).ToList();
            if (together.Count >= thing.Count)
            {
                pieces.AddRange(together.Select(v => new Piece(start, end, part, v.Match, v.Fact)));
            }
        }
        return pieces;
    }

    private static IEnumerable<Fact> Done(VideoTimeline timeline, IReadOnlyList<Sought> things, Doing doing)
    {
        var facts = doing switch
        {
            Doing.Comes => timeline.Facts.Where(f => f.Kind is FactKind.Enters or FactKind.Appears),
            Doing.Goes => timeline.Facts.Where(f => f.Kind is FactKind.Leaves or FactKind.Disappears),
            Doing.Moves => timeline.OfKind(FactKind.Moves),
            Doing.Cuts => timeline.OfKind(FactKind.SceneChange),
            Doing.Speaks => timeline.OfKind(FactKind.Speech),
            Doing.Writes => timeline.OfKind(FactKind.OnScreenText),
            _ => Resting(timeline),
        };
        return things.Count == 0 ? facts : facts.Where(f => things.Any(thing => MatchOf(f, thing).Strength > 0));
    }

    private static IEnumerable<Fact> Resting(VideoTimeline timeline)
    {
        var moving = timeline.OfKind(FactKind.Moves).Select(f => f.Thing).ToHashSet();
        return timeline.Facts.Where(f => f.Kind == FactKind.Stops || f.Kind == FactKind.Visible && !moving.Contains(f.Thing));
    }

    private static Piece Span(Fact fact, Doing doing, int part) =>
        doing switch
        {
            Doing.Comes => new Piece(fact, part) with { EndSec = Math.Max(fact.EndSec, fact.StartSec + ComingSec) },
            Doing.Goes => new Piece(fact, part) with { StartSec = Math.Min(fact.StartSec, fact.EndSec - ComingSec) },
            _ => new Piece(fact, part),
        };

    private static IEnumerable<Fact> Lines(VideoTimeline timeline) =>
        timeline.Facts.Where(f => f.Kind is FactKind.Speech or FactKind.OnScreenText);

    /// <summary>Spoken or written lines, those with the words asked for when there are any.</summary>
    public IEnumerable<Fact> Lines(VideoTimeline timeline, SoughtReading asked)
    {
        var kinds = Lines(timeline).Where(f => asked.Doings.Contains(f.Kind == FactKind.Speech ? Doing.Speaks : Doing.Writes));
        // Whoever speaks is a person: that one does is no word to look for.
        var words = asked
            .Things.Where(t => !t.Has("person"))
            .SelectMany(t => Words.Of(t.Phrase))
            .Concat(asked.Words.Select(w => w.Word))
            .ToList();
        if (words.Count == 0 && asked.Quoted.Count == 0)
        {
            return kinds;
        }

        var spellings = words.SelectMany(reader.Spellings).ToHashSet();
        return kinds.Where(f => asked.Quoted.Any(q => Holds(f, q)) || Words.Of(f.Text).Any(spellings.Contains));
    }

    // Said, written, or what the picture looks like.
    private IEnumerable<Fact> WithWord(VideoTimeline timeline, string word)
    {
        var spellings = reader.Spellings(word);
        return timeline.Facts.Where(f =>
            f.Kind is FactKind.Speech or FactKind.OnScreenText or FactKind.LooksLike && Words.Of(f.Text).Any(spellings.Contains)
        );
    }

    private static bool Holds(Fact line, string phrase) =>
        $" {string.Join(' ', Words.Of(line.Text))} ".Contains($" {string.Join(' ', Words.Of(phrase))} ", StringComparison.Ordinal);

    private List<Found> Sweep(List<Piece> pieces, List<double> weights, int heads, int doings)
    {
        var total = weights.Sum();
        var edges = pieces.SelectMany(p => new[] { p.StartSec, p.EndSec }).Distinct().Order().ToList();
        var ordered = pieces.OrderBy(p => p.StartSec).ToList();
        var found = new List<Found>();
        var active = new List<Piece>();
        var next = 0;
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var (start, end) = (edges[i], edges[i + 1]);
            active.RemoveAll(p => p.EndSec <= start);
            for (; next < ordered.Count && ordered[next].StartSec <= start; next++)
            {
                active.Add(ordered[next]);
            }

            if (active.Count == 0)
            {
                continue;
            }

            var covered = active.GroupBy(p => p.Part).Sum(part => weights[part.Key] * part.Max(p => p.Match.Strength)) / total;
            if (covered < EnoughCoverage || heads > 0 && !active.Exists(p => p.Part == 0))
            {
                continue;
            }

            if (doings > 0 && !active.Exists(p => p.Part >= heads && p.Part < heads + doings))
            {
                continue;
            }

            Add(
                found,
                new Found(start, end, [.. active.Select(p => p.Fact).Distinct()], covered)
                {
                    Confidence = active.GroupBy(p => p.Part).Min(part => part.Max(p => p.Match.Confidence)),
                }
            );
        }
        return found;
    }

    private static void Add(List<Found> found, Found next)
    {
        if (found.Count > 0 && next.StartSec - found[^1].EndSec <= BridgeSec)
        {
            var last = found[^1];
            found[^1] = last with
            {
                EndSec = next.EndSec,
                Facts = [.. last.Facts.Union(next.Facts)],
                Coverage = Math.Max(last.Coverage, next.Coverage),
                Confidence = last.Confidence is { } a && next.Confidence is { } b ? Math.Max(a, b) : last.Confidence ?? next.Confidence,
            };
            return;
        }
        found.Add(next);
    }

    // Where none of the things is in view, or nothing is said: as sure as a detector that found none can make it.
    private List<Found> Absences(VideoTimeline timeline, SoughtReading asked)
    {
        if (asked.Things.Count == 0 && !asked.IsAboutWords)
        {
            return [];
        }

        var present = asked.IsAboutWords ? Lines(timeline, asked) : asked.Things.SelectMany(thing => Visible(timeline, thing));
        var absences = new List<Found>();
        var at = timeline.StartSec;
        foreach (var fact in present.OrderBy(f => f.StartSec))
        {
            if (fact.StartSec - at > BridgeSec)
            {
                absences.Add(new Found(at, fact.StartSec, [], 1));
            }

            at = Math.Max(at, fact.EndSec);
        }
        if (timeline.EndSec - at > BridgeSec)
        {
            absences.Add(new Found(at, timeline.EndSec, [], 1));
        }

        return absences;
    }
}
