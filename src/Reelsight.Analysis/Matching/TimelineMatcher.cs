using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Matching;

/// <summary>
/// Finds the intervals of a timeline that answer a reading. What is asked for and cannot be known counts against an interval: it has to
/// answer <see cref="MinCoverage"/> of the request, and what the request is about. One for each request, which it stops with.
/// </summary>
internal sealed class TimelineMatcher(EvidenceQueryParser reader, CancellationToken ct = default)
{
    /// <summary>Share of a request that has to be answered.</summary>
    public const double MinCoverage = 0.6;

    /// <summary>An interruption up to this long is a detector's slip.</summary>
    private const double MaxGapSec = 1;

    /// <summary>How much of a coming or going is shown.</summary>
    private const double MinTransitionSec = 2;

    /// <summary>Weight of a match by an alternative label of the detector.</summary>
    private const double AlternativeLabelStrength = 0.5;
    private const double ActionWeight = 0.5;
    private const double MovingSubjectWeight = 1;
    private const double LocationWeight = 0.5;

    private readonly record struct EvidencePiece(double StartSec, double EndSec, int PartIndex, ObjectMatch Match, Fact Fact)
    {
        public EvidencePiece(Fact fact, int part)
            : this(fact.StartSec, fact.EndSec, part, new ObjectMatch(1, fact.Confidence), fact) { }
    }

    /// <summary>How well a fact matches a queried object, 0-1, and the confidence of its model in that.</summary>
    private readonly record struct ObjectMatch(double Strength, double? Confidence);

    /// <summary>The matching intervals, in order of time; empty when nothing matches well enough.</summary>
    /// <param name="timeline">Where to look.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="wholeQueryFacts">Facts that the whole frame fits all that is asked for: there it answers the words that no other fact
    /// does.</param>
    public List<MatchedInterval> Find(VideoTimeline timeline, EvidenceQuery query, IReadOnlyList<Fact>? wholeQueryFacts = null)
    {
        wholeQueryFacts ??= [];
        if (query.IsEmpty)
        {
            return [];
        }

        if (query.IsNegated)
        {
            return FindAbsences(timeline, query);
        }

        var weights = new List<double>();
        var pieces = new List<EvidencePiece>();
        var subjectCount = 0;
        if (query.IsAboutText)
        {
            weights.Add(1);
            pieces.AddRange(FindLines(timeline, query).Select(f => new EvidencePiece(f, 0)));
            subjectCount = 1;
        }
        else
        {
            foreach (var thing in query.Objects)
            {
                pieces.AddRange(FindInView(timeline, thing, weights.Count));
                weights.Add(thing.IsLocation ? LocationWeight : 1);
            }
            subjectCount = query.Objects.Count;
            foreach (var doing in query.Actions)
            {
                pieces.AddRange(FindActions(timeline, query.Objects, doing).Select(f => CreateActionPiece(f, doing, weights.Count)));
                if (query.Objects.Count == 0)
                {
                    pieces.AddRange(wholeQueryFacts.Select(f => new EvidencePiece(f, weights.Count)));
                }

                weights.Add(query.Objects.Count > 0 ? ActionWeight : 1);
            }
            foreach (var (word, weight) in query.Words)
            {
                pieces.AddRange(FindWithWord(timeline, word).Concat(wholeQueryFacts).Select(f => new EvidencePiece(f, weights.Count)));
                // "A forklift moves": who moves is most of what is asked, also when nothing here knows what that is.
                weights.Add(
                    query.Objects.Count == 0
                    && query.Actions.Any(d => d is QueryAction.Appears or QueryAction.Disappears or QueryAction.Moves or QueryAction.Rests)
                        ? Math.Max(weight, MovingSubjectWeight)
                        : weight
                );
            }
            foreach (var quote in query.QuotedPhrases)
            {
                pieces.AddRange(FindLines(timeline).Where(f => ContainsPhrase(f, quote)).Select(f => new EvidencePiece(f, weights.Count)));
                weights.Add(1);
            }
        }
        var actionCount = query.IsAboutText ? 0 : query.Actions.Count;
        ct.ThrowIfCancellationRequested();
        return
        [
            .. SweepIntervals(pieces, weights, subjectCount, actionCount, FindNarrower(query))
                .Select(f => f with { StartSec = Math.Max(f.StartSec, timeline.StartSec), EndSec = Math.Min(f.EndSec, timeline.EndSec) }),
        ];
    }

    /// <summary>Facts that objects of this kind are in view, by their label or an alternative label.</summary>
    public static IEnumerable<Fact> FindVisible(VideoTimeline timeline, ObjectQuery query) =>
        timeline.GetFacts(FactKind.Visible).Where(f => MatchObject(f, query).Strength > 0);

    /// <summary>
    /// The most things of this kind in view at once, with the facts that they are; what the detector wavers about counts, second guesses do
    /// not.
    /// </summary>
    public static (int Count, List<Fact> Facts) CountConcurrent(VideoTimeline timeline, ObjectQuery thing, bool withDoubtful = false) =>
        CountConcurrent(timeline.GetFacts(FactKind.Visible).Where(f => MatchObject(f, thing).Strength >= 1), withDoubtful);

    /// <summary>Largest number of these objects in view at once, without the doubtful ones.</summary>
    public static (int Count, List<Fact> Facts) CountConcurrent(IEnumerable<Fact> facts, bool withDoubtful = false)
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

    private static ObjectMatch MatchObject(Fact fact, ObjectQuery query)
    {
        if (query.Colours.Count > 0 && fact.Label is not null && !fact.Colours.Any(query.Colours.Contains))
        {
            return default;
        }

        var isAmbiguous = fact.Name != fact.Label;
        var second = fact.Alternatives.Where(a => query.Matches(a.Label)).Select(a => (double?)a.Confidence).Max();
        if (query.Matches(fact.Label))
        {
            // Of a thing between two labels it is known that it is one of them: which one, only as surely as the detector says on the
            // whole.
            var one =
                isAmbiguous && second is null && fact.Sightings.Count > 0
                    ? Math.Min(fact.Confidence ?? 1, fact.Sightings.Average(s => s.Score))
                    : fact.Confidence;
            return new ObjectMatch(1, one);
        }
        if (second is null)
        {
            return default;
        }

        return
            isAmbiguous
            && fact.Alternatives.Any(a =>
                query.Matches(a.Label)
                && (
                    ObjectCategories.FindCommon(fact.Label!, a.Label) == fact.Name
                    || fact.Name!.EndsWith($" or {a.Label}", StringComparison.Ordinal)
                )
            )
            ? new ObjectMatch(1, second)
            : new ObjectMatch(AlternativeLabelStrength, second);
    }

    private static IEnumerable<EvidencePiece> FindInView(VideoTimeline timeline, ObjectQuery query, int part)
    {
        var visible = timeline
            .GetFacts(FactKind.Visible)
            .Select(f => (Fact: f, Match: MatchObject(f, query)))
            .Where(v => v.Match.Strength > 0)
            .ToList();
        if (query.MinCount is not > 1)
        {
            return visible.Select(v => new EvidencePiece(v.Fact.StartSec, v.Fact.EndSec, part, v.Match, v.Fact));
        }

        var pieces = new List<EvidencePiece>();
        var edges = visible.SelectMany(v => new[] { v.Fact.StartSec, v.Fact.EndSec }).Distinct().Order().ToList();
        foreach (var (start, end) in edges.Zip(edges.Skip(1)))
        {
            var together = visible.Where(v => v.Match.Strength >= 1 && v.Fact.StartSec <= start && v.Fact.EndSec >= end).ToList();
            if (together.Count >= query.MinCount)
            {
                pieces.AddRange(together.Select(v => new EvidencePiece(start, end, part, v.Match, v.Fact)));
            }
        }
        return pieces;
    }

    private static IEnumerable<Fact> FindActions(VideoTimeline timeline, IReadOnlyList<ObjectQuery> objects, QueryAction action)
    {
        var facts = action switch
        {
            QueryAction.Appears => timeline.Facts.Where(f => f.Kind is FactKind.Enters or FactKind.Appears),
            QueryAction.Disappears => timeline.Facts.Where(f => f.Kind is FactKind.Leaves or FactKind.Disappears),
            QueryAction.Moves => timeline.GetFacts(FactKind.Moves),
            QueryAction.SceneChange => timeline.GetFacts(FactKind.SceneChange),
            QueryAction.Speech => timeline.GetFacts(FactKind.Speech),
            QueryAction.OnScreenText => timeline.GetFacts(FactKind.OnScreenText),
            _ => FindResting(timeline),
        };
        return objects.Count == 0 ? facts : facts.Where(f => objects.Any(thing => MatchObject(f, thing).Strength > 0));
    }

    private static IEnumerable<Fact> FindResting(VideoTimeline timeline)
    {
        var moving = timeline.GetFacts(FactKind.Moves).Select(f => f.ObjectNumber).ToHashSet();
        return timeline.Facts.Where(f => f.Kind == FactKind.Stops || f.Kind == FactKind.Visible && !moving.Contains(f.ObjectNumber));
    }

    private static EvidencePiece CreateActionPiece(Fact fact, QueryAction action, int part) =>
        action switch
        {
            QueryAction.Appears => new EvidencePiece(fact, part) with { EndSec = Math.Max(fact.EndSec, fact.StartSec + MinTransitionSec) },
            QueryAction.Disappears => new EvidencePiece(fact, part) with
            {
                StartSec = Math.Min(fact.StartSec, fact.EndSec - MinTransitionSec),
            },
            _ => new EvidencePiece(fact, part),
        };

    private static IEnumerable<Fact> FindLines(VideoTimeline timeline) =>
        timeline.Facts.Where(f => f.Kind is FactKind.Speech or FactKind.OnScreenText);

    /// <summary>Lines of speech or on-screen text; with the words of the query when it has any.</summary>
    public IEnumerable<Fact> FindLines(VideoTimeline timeline, EvidenceQuery asked)
    {
        var kinds = FindLines(timeline)
            .Where(f => asked.Actions.Contains(f.Kind == FactKind.Speech ? QueryAction.Speech : QueryAction.OnScreenText));
        // Whoever speaks is a person: that one does is no word to look for.
        var words = asked
            .Objects.Where(t => !t.Matches("person"))
            .SelectMany(t => WordTokenizer.Tokenize(t.Phrase))
            .Concat(asked.Words.Select(w => w.Word))
            .ToList();
        if (words.Count == 0 && asked.QuotedPhrases.Count == 0)
        {
            return kinds;
        }

        var spellings = words.SelectMany(reader.GetSpellings).ToHashSet();
        return kinds.Where(f =>
            asked.QuotedPhrases.Any(q => ContainsPhrase(f, q)) || WordTokenizer.Tokenize(f.Text).Any(spellings.Contains)
        );
    }

    // Said, written, or what the image looks like.
    private IEnumerable<Fact> FindWithWord(VideoTimeline timeline, string word)
    {
        var spellings = reader.GetSpellings(word);
        return timeline.Facts.Where(f =>
            f.Kind is FactKind.Speech or FactKind.OnScreenText or FactKind.LooksLike
            && WordTokenizer.Tokenize(f.Text).Any(spellings.Contains)
        );
    }

    private static bool ContainsPhrase(Fact line, string phrase) =>
        $" {string.Join(' ', WordTokenizer.Tokenize(line.Text))} ".Contains(
            $" {string.Join(' ', WordTokenizer.Tokenize(phrase))} ",
            StringComparison.Ordinal
        );

    // Parts of the request that ask for something narrower than a label.
    private static HashSet<int> FindNarrower(EvidenceQuery query) =>
        query.IsAboutText ? [] : [.. Enumerable.Range(0, query.Objects.Count).Where(part => query.Objects[part].IsNarrower)];

    private List<MatchedInterval> SweepIntervals(
        List<EvidencePiece> pieces,
        List<double> weights,
        int subjectCount,
        int actionCount,
        HashSet<int> narrower
    )
    {
        var total = weights.Sum();
        var edges = pieces.SelectMany(p => new[] { p.StartSec, p.EndSec }).Distinct().Order().ToList();
        var ordered = pieces.OrderBy(p => p.StartSec).ToList();
        var found = new List<MatchedInterval>();
        var active = new List<EvidencePiece>();
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

            var covered = active.GroupBy(p => p.PartIndex).Sum(part => weights[part.Key] * part.Max(p => p.Match.Strength)) / total;
            if (covered < MinCoverage || subjectCount > 0 && !active.Exists(p => p.PartIndex == 0))
            {
                continue;
            }

            if (actionCount > 0 && !active.Exists(p => p.PartIndex >= subjectCount && p.PartIndex < subjectCount + actionCount))
            {
                continue;
            }

            AddOrExtend(
                found,
                new MatchedInterval(start, end, [.. active.Select(p => p.Fact).Distinct()], covered)
                {
                    Confidence = active.GroupBy(p => p.PartIndex).Min(part => part.Max(p => p.Match.Confidence)),
                    IsConclusive = !active.Exists(p => narrower.Contains(p.PartIndex)),
                }
            );
        }
        return found;
    }

    private static void AddOrExtend(List<MatchedInterval> found, MatchedInterval next)
    {
        if (found.Count > 0 && next.StartSec - found[^1].EndSec <= MaxGapSec)
        {
            var last = found[^1];
            found[^1] = last with
            {
                EndSec = next.EndSec,
                Facts = [.. last.Facts.Union(next.Facts)],
                Coverage = Math.Max(last.Coverage, next.Coverage),
                IsConclusive = last.IsConclusive && next.IsConclusive,
                Confidence = last.Confidence is { } a && next.Confidence is { } b ? Math.Max(a, b) : last.Confidence ?? next.Confidence,
            };
            return;
        }
        found.Add(next);
    }

    // Where none of the things is in view, or nothing is said: as sure as a detector that found none can make it.
    private List<MatchedInterval> FindAbsences(VideoTimeline timeline, EvidenceQuery asked)
    {
        if (asked.Objects.Count == 0 && !asked.IsAboutText)
        {
            return [];
        }

        var present = asked.IsAboutText ? FindLines(timeline, asked) : asked.Objects.SelectMany(thing => FindVisible(timeline, thing));
        var absences = new List<MatchedInterval>();
        var at = timeline.StartSec;
        foreach (var fact in present.OrderBy(f => f.StartSec))
        {
            if (fact.StartSec - at > MaxGapSec)
            {
                absences.Add(new MatchedInterval(at, fact.StartSec, [], 1));
            }

            at = Math.Max(at, fact.EndSec);
        }
        if (timeline.EndSec - at > MaxGapSec)
        {
            absences.Add(new MatchedInterval(at, timeline.EndSec, [], 1));
        }

        return absences;
    }
}
