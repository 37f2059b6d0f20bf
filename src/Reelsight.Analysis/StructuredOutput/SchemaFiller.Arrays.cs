using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.StructuredOutput;

// Lists: what they enumerate, and each entry in its own scope.
internal sealed partial class SchemaFiller
{
    private const int MaxItems = 500;

    /// <summary>In all lists of an answer together, which is more than any may have tokens for: lists of lists multiply.</summary>
    private const int MaxTotalEntries = 20_000;
    private int _entryCount;

    private bool TryFillArray(Field field, FillScope scope, int depth, out JsonNode? value)
    {
        var items = field.Schema.Items!.Resolved;
        var filled = new JsonArray();
        if (items.Enum is not null)
        {
            FillOptions(field, scope, items, filled);
        }
        else if (items.Type is SchemaType.Object || items.AnyOf is not null || items.Type == SchemaType.Array)
        {
            FillEntries(field, scope, depth, filled);
        }
        else if (items.Type is SchemaType.String or SchemaType.Any)
        {
            FillTexts(field, scope, items, filled);
        }
        else if (field.Meaning == FieldMeaning.Box && items.Type is SchemaType.Number or SchemaType.Integer)
        {
            FillBox(field, scope, filled);
        }
        else
        {
            FillEntries(field, scope, depth, filled);
        }

        value = filled;
        if (filled.Count < field.Schema.MinItems)
        {
            value = MinimalValue.Create(field.Schema, _budget);
        }

        return filled.Count > 0;
    }

    private void FillEntries(Field field, FillScope scope, int depth, JsonArray filled)
    {
        foreach (var entry in GetEntryScopes(field, scope).Take(MaxItems))
        {
            if (++_entryCount > MaxTotalEntries || _budget.IsShort)
            {
                break;
            }

            var inner = field.CreateElement(filled.Count, field.Schema.Items!);
            if (
                TryFillValue(inner, entry with { Number = filled.Count + 1 }, depth + 1, out var value)
                && IsValid(value, field.Schema.Items!)
            )
            {
                filled.Add(value);
            }
        }
    }

    /// <summary>The scopes that the entries of a list are about.</summary>
    private IEnumerable<FillScope> GetEntryScopes(Field field, FillScope scope)
    {
        var asked = GetListQuery(field, scope);
        var within = scope.Timeline;
        switch (field.Meaning)
        {
            case FieldMeaning.Speech:
                return CreateSubjectScopes(scope, finder.FindLines(within, asked with { Actions = [QueryAction.Speech] }));
            case FieldMeaning.OnScreenText:
                return CreateSubjectScopes(scope, within.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful));
            case FieldMeaning.Objects or FieldMeaning.Label or FieldMeaning.Name:
                return CreateSubjectScopes(scope, GroupWhereCounted(field, FindObjects(scope, asked)));
            case FieldMeaning.Shots:
                return within.Shots.Select(s => CreateIntervalScope(scope, s.StartSec, s.EndSec));
            case FieldMeaning.Highlights:
                return Answers.HighlightSelector.Select(within).Select(h => CreateSubjectScope(scope, h.Claims[0].Facts[0]));
            case FieldMeaning.Topics or FieldMeaning.Hashtags:
                return TitleBuilder
                    .BuildTopics(within)
                    .Select(t => CreateSubjectScope(scope, t.Facts[0] with { Text = t.Text, Label = t.Text }));
        }
        if (asked.IsAboutText)
        {
            return CreateSubjectScopes(scope, finder.FindLines(within, asked));
        }

        if (
            asked.Actions.Count > 0
            || asked.Objects.Count > 0 && field.Meaning is FieldMeaning.Action or FieldMeaning.Intervals or FieldMeaning.Time
        )
        {
            return finder
                .Find(within, asked)
                .Select(f => CreateIntervalScope(scope, f.StartSec, f.EndSec) with { Subject = FindOnlyObject(f) });
        }

        if (asked.Objects.Count > 0)
        {
            return CreateSubjectScopes(scope, FindObjects(scope, asked));
        }

        var hasNested = field.Schema.Items!.Resolved.Properties.Any(p => p.Schema.Resolved.Type == SchemaType.Array);
        if (field.Meaning == FieldMeaning.Intervals || hasNested)
        {
            return ChapterBuilder
                .FindRanges(within)
                .Select(r => IsAnnotation(field) ? ShrinkToFacts(within, r) : r)
                .Where(r => r.EndSec > r.StartSec && within.Within(r.StartSec, r.EndSec).Facts.Count > 0)
                .Select(r => CreateIntervalScope(scope, r.StartSec, r.EndSec));
        }

        return CreateSubjectScopes(scope, GetEvents(scope));
    }

    // What the list is about in particular: by its own words, else by the prompt's.
    private EvidenceQuery GetListQuery(Field field, FillScope scope)
    {
        var own = GetFieldQuery(field);
        if (own.Objects.Count > 0 || own.Actions.Count > 0)
        {
            return own;
        }

        return field.Meaning is FieldMeaning.Shots or FieldMeaning.Topics || scope.Subject is not null || scope.Topic.IsNegated
            ? own
            : scope.Topic with
            {
                Words = [],
            };
    }

    private static IEnumerable<Fact> FindObjects(FillScope scope, EvidenceQuery asked)
    {
        var visible = scope
            .Timeline.GetFacts(FactKind.Visible)
            .Where(f => scope.Subject is not { Kind: FactKind.Visible, ObjectNumber: >= 0 } s || f.ObjectNumber == s.ObjectNumber);
        var fitting =
            asked.Objects.Count == 0
                ? visible
                : visible.Where(f => asked.Objects.Any(t => TimelineMatcher.FindVisible(scope.Timeline with { Facts = [f] }, t).Any()));
        var all = fitting.ToList();
        // The doubtful ones are told only when there is nothing else.
        return all.Exists(f => !f.IsDoubtful) ? all.Where(f => !f.IsDoubtful) : all;
    }

    // Where entries have a number, things of one name are one entry.
    private static IEnumerable<Fact> GroupWhereCounted(Field field, IEnumerable<Fact> things) =>
        !field.Schema.Items!.Resolved.Properties.Any(p => FieldNameParser.GetMeaning(p.Name) == FieldMeaning.Count)
            ? things
            : things
                .GroupBy(f => f.Name)
                .Select(all => all.First() with { EndSec = all.Max(f => f.EndSec), Confidence = all.Max(f => f.Confidence) });

    // An annotation holds for what it names; a chapter goes on until the next one.
    private static bool IsAnnotation(Field field) => FieldNameParser.SplitWords(field.Name).Exists(w => w is "annotation" or "annotations");

    private static ShotInterval ShrinkToFacts(VideoTimeline within, ShotInterval range)
    {
        var there = within
            .Within(range.StartSec, range.EndSec)
            .Facts.Where(f => !f.IsDoubtful && f.Kind is FactKind.Visible or FactKind.Speech or FactKind.OnScreenText)
            .ToList();
        return there.Count == 0
            ? new ShotInterval(range.StartSec, range.StartSec)
            : new ShotInterval(there.Min(f => f.StartSec), there.Max(f => f.EndSec));
    }

    private static IEnumerable<FillScope> CreateSubjectScopes(FillScope scope, IEnumerable<Fact> facts) =>
        facts.Select(f => CreateSubjectScope(scope, f));

    private static FillScope CreateSubjectScope(FillScope scope, Fact fact) =>
        scope with
        {
            Subject = fact,
            Timeline = scope.Timeline.Within(fact.StartSec, fact.EndSec),
        };

    private static FillScope CreateIntervalScope(FillScope scope, double startSec, double endSec) =>
        scope with
        {
            Subject = null,
            Timeline = scope.Timeline.Within(startSec, endSec),
        };

    private static Fact? FindOnlyObject(MatchedInterval found) =>
        found.Facts.Where(f => f.ObjectNumber >= 0).Select(f => f.ObjectNumber).Distinct().Count() == 1
            ? found.Facts.FirstOrDefault(f => f.ObjectNumber >= 0)! with
            {
                StartSec = found.StartSec,
                EndSec = found.EndSec,
            }
            : null;

    private void FillOptions(Field field, FillScope scope, SchemaNode items, JsonArray filled)
    {
        foreach (var option in items.Enum!.OfType<JsonValue>())
        {
            if (option.GetValueKind() != System.Text.Json.JsonValueKind.String)
            {
                continue;
            }

            _budget.Spend();
            var (worth, facts) = MeasureSupport(option.GetValue<string>(), field, scope);
            if (worth <= 0)
            {
                continue;
            }

            AddSupport(field.CreateElement(filled.Count, items), facts);
            filled.Add(option.DeepClone());
        }
    }

    private void FillTexts(Field field, FillScope scope, SchemaNode items, JsonArray filled)
    {
        foreach (
            var claim in ListClaims(field, scope)
                .Where(c => SchemaValidator.IsValidText(c.Text, items))
                .DistinctBy(c => c.Text)
                .Take(MaxItems)
        )
        {
            if (++_entryCount > MaxTotalEntries || _budget.IsShort)
            {
                break;
            }

            AddSupport(field.CreateElement(filled.Count, items), claim.Facts);
            filled.Add(JsonValue.Create(claim.Text));
        }
    }

    private List<Claim> ListClaims(Field field, FillScope scope)
    {
        var within = scope.Timeline;
        var asked = GetListQuery(field, scope);
        switch (field.Meaning)
        {
            case FieldMeaning.Objects or FieldMeaning.Label or FieldMeaning.Name:
                return FindLabels(field, scope);
            case FieldMeaning.Topics:
                return TitleBuilder.BuildTopics(within);
            case FieldMeaning.Hashtags:
                return TitleBuilder.BuildHashtags(within);
            case FieldMeaning.Speech:
                return [.. finder.FindLines(within, asked with { Actions = [QueryAction.Speech] }).Select(f => new Claim(f.Text, [f]))];
            case FieldMeaning.OnScreenText:
                return [.. within.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful).Select(f => new Claim(f.Text, [f]))];
            case FieldMeaning.Colour:
                return
                [
                    .. FindObjects(scope, asked)
                        .SelectMany(f => f.Colours.Select(c => (c, f)))
                        .GroupBy(p => p.c, (colour, all) => new Claim(colour, [.. all.Select(p => p.f)])),
                ];
            case FieldMeaning.Highlights:
                return [.. Answers.HighlightSelector.Select(within).SelectMany(h => h.Claims)];
            case FieldMeaning.Summary or FieldMeaning.Intervals or FieldMeaning.Shots:
                return [.. SummaryBuilder.BuildClaims(within, SummaryBuilder.DefaultSentences).Where(c => c.Facts.Count > 0)];
            case FieldMeaning.Time or FieldMeaning.Start or FieldMeaning.End or FieldMeaning.AppearsAt or FieldMeaning.DisappearsAt:
                return
                [
                    .. finder
                        .Find(within, asked)
                        .Select(f => new Claim(
                            JsonTimeValue.Format(
                                field.Meaning is FieldMeaning.End or FieldMeaning.DisappearsAt ? f.EndSec : f.StartSec,
                                "hh:mm:ss"
                            ),
                            f.Facts
                        )),
                ];
            case FieldMeaning.Action:
                return [.. GetEvents(scope).Select(f => new Claim(NounPhrases.Capitalize(f.Text), [f]))];
            default:
                return asked.Objects.Count > 0 ? FindLabels(field, scope)
                    : asked.IsAboutText ? [.. finder.FindLines(within, asked).Select(f => new Claim(f.Text, [f]))]
                    : [];
        }
    }

    private List<Claim> FindLabels(Field field, FillScope scope) =>
        [.. FindObjects(scope, GetListQuery(field, scope)).GroupBy(f => f.Name!, (label, all) => new Claim(label, [.. all]))];

    private void FillBox(Field field, FillScope scope, JsonArray filled)
    {
        if (scope.Subject is not { Sightings.Count: > 0 } subject)
        {
            return;
        }

        var place = subject.Sightings[subject.Sightings.Count / 2];
        foreach (var part in (float[])[place.X, place.Y, place.Width, place.Height])
        {
            filled.Add(JsonValue.Create(Math.Round(part, 4)));
        }

        AddSupport(field, [subject]);
    }
}
