using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Filling;

// Lists: what they enumerate, and each entry in its own scope.
internal sealed partial class Filler
{
    private const int MostItems = 500;

    /// <summary>In all lists of an answer together, which is more than any may have tokens for: lists of lists multiply.</summary>
    private const int MostEntries = 20_000;
    private int _entries;

    private bool Array(Field field, Scope scope, int depth, out JsonNode? value)
    {
        var items = field.Schema.Items!.Resolved;
        var filled = new JsonArray();
        if (items.Enum is not null)
        {
            Options(field, scope, items, filled);
        }
        else if (items.Type is SchemaType.Object || items.AnyOf is not null || items.Type == SchemaType.Array)
        {
            Entries(field, scope, depth, filled);
        }
        else if (items.Type is SchemaType.String or SchemaType.Any)
        {
            Texts(field, scope, items, filled);
        }
        else if (field.Meaning == FieldMeaning.Box && items.Type is SchemaType.Number or SchemaType.Integer)
        {
            BoxOf(field, scope, filled);
        }
        else
        {
            Entries(field, scope, depth, filled);
        }

        value = filled;
        if (filled.Count < field.Schema.MinItems)
        {
            value = PlainestValue.Of(field.Schema, depth);
        }

        return filled.Count > 0;
    }

    private void Entries(Field field, Scope scope, int depth, JsonArray filled)
    {
        foreach (var entry in ScopesOf(field, scope).Take(MostItems))
        {
            if (++_entries > MostEntries)
            {
                break;
            }

            var inner = field.Item(filled.Count, field.Schema.Items!);
            if (Value(inner, entry with { Number = filled.Count + 1 }, depth + 1, out var value) && Fits(value, field.Schema.Items!))
            {
                filled.Add(value);
            }
        }
    }

    /// <summary>The scopes that the entries of a list are about.</summary>
    private IEnumerable<Scope> ScopesOf(Field field, Scope scope)
    {
        var asked = Specific(field, scope);
        var within = scope.Timeline;
        switch (field.Meaning)
        {
            case FieldMeaning.Speech:
                return Subjects(scope, finder.Lines(within, asked with { Doings = [Doing.Speaks] }));
            case FieldMeaning.Writing:
                return Subjects(scope, within.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful));
            case FieldMeaning.Things or FieldMeaning.Label or FieldMeaning.Name:
                return Subjects(scope, Counted(field, Things(scope, asked)));
            case FieldMeaning.Shots:
                return within.Scenes.Select(s => Stretch(scope, s.StartSec, s.EndSec));
            case FieldMeaning.Highlights:
                return Composing.Highlights.Of(within).Select(h => Subject(scope, h.Claims[0].Facts[0]));
            case FieldMeaning.Topics or FieldMeaning.Hashtags:
                return Titles.Topics(within).Select(t => Subject(scope, t.Facts[0] with { Text = t.Text, Label = t.Text }));
        }
        if (asked.IsAboutWords)
        {
            return Subjects(scope, finder.Lines(within, asked));
        }

        if (
            asked.Doings.Count > 0
            || asked.Things.Count > 0 && field.Meaning is FieldMeaning.Action or FieldMeaning.Stretches or FieldMeaning.At
        )
        {
            return finder.Find(within, asked).Select(f => Stretch(scope, f.StartSec, f.EndSec) with { Subject = OnlyThing(f) });
        }

        if (asked.Things.Count > 0)
        {
            return Subjects(scope, Things(scope, asked));
        }

        var hasNested = field.Schema.Items!.Resolved.Properties.Any(p => p.Schema.Resolved.Type == SchemaType.Array);
        if (field.Meaning == FieldMeaning.Stretches || hasNested)
        {
            return Chapters
                .Ranges(within)
                .Select(r => IsAnnotation(field) ? Filled(within, r) : r)
                .Where(r => r.EndSec > r.StartSec && within.Within(r.StartSec, r.EndSec).Facts.Count > 0)
                .Select(r => Stretch(scope, r.StartSec, r.EndSec));
        }

        return Subjects(scope, Events(scope));
    }

    // What the list is about in particular: by its own words, else by the prompt's.
    private SoughtReading Specific(Field field, Scope scope)
    {
        var own = ReadName(field);
        if (own.Things.Count > 0 || own.Doings.Count > 0)
        {
            return own;
        }

        return field.Meaning is FieldMeaning.Shots or FieldMeaning.Topics || scope.Subject is not null || scope.Topic.Negated
            ? own
            : scope.Topic with
            {
                Words = [],
            };
    }

    private static IEnumerable<Fact> Things(Scope scope, SoughtReading asked)
    {
        var visible = scope
            .Timeline.OfKind(FactKind.Visible)
            .Where(f => scope.Subject is not { Kind: FactKind.Visible, Thing: >= 0 } s || f.Thing == s.Thing);
        var fitting =
            asked.Things.Count == 0
                ? visible
                : visible.Where(f => asked.Things.Any(t => EvidenceFinder.Visible(scope.Timeline with { Facts = [f] }, t).Any()));
        var all = fitting.ToList();
        // The doubtful ones are told only when there is nothing else.
        return all.Exists(f => !f.IsDoubtful) ? all.Where(f => !f.IsDoubtful) : all;
    }

    // Where entries have a number, things of one name are one entry.
    private static IEnumerable<Fact> Counted(Field field, IEnumerable<Fact> things) =>
        !field.Schema.Items!.Resolved.Properties.Any(p => FieldNames.MeaningOf(p.Name) == FieldMeaning.Count)
            ? things
            : things
                .GroupBy(f => f.Name)
                .Select(all => all.First() with { EndSec = all.Max(f => f.EndSec), Confidence = all.Max(f => f.Confidence) });

    // An annotation holds for what it names; a chapter goes on until the next one.
    private static bool IsAnnotation(Field field) => FieldNames.WordsOf(field.Name).Exists(w => w is "annotation" or "annotations");

    private static Scene Filled(VideoTimeline within, Scene range)
    {
        var there = within
            .Within(range.StartSec, range.EndSec)
            .Facts.Where(f => !f.IsDoubtful && f.Kind is FactKind.Visible or FactKind.Speech or FactKind.OnScreenText)
            .ToList();
        return there.Count == 0
            ? new Scene(range.StartSec, range.StartSec)
            : new Scene(there.Min(f => f.StartSec), there.Max(f => f.EndSec));
    }

    private static IEnumerable<Scope> Subjects(Scope scope, IEnumerable<Fact> facts) => facts.Select(f => Subject(scope, f));

    private static Scope Subject(Scope scope, Fact fact) =>
        scope with
        {
            Subject = fact,
            Timeline = scope.Timeline.Within(fact.StartSec, fact.EndSec),
        };

    private static Scope Stretch(Scope scope, double startSec, double endSec) =>
        scope with
        {
            Subject = null,
            Timeline = scope.Timeline.Within(startSec, endSec),
        };

    private static Fact? OnlyThing(Found found) =>
        found.Facts.Where(f => f.Thing >= 0).Select(f => f.Thing).Distinct().Count() == 1
            ? found.Facts.FirstOrDefault(f => f.Thing >= 0)! with
            {
                StartSec = found.StartSec,
                EndSec = found.EndSec,
            }
            : null;

    private void Options(Field field, Scope scope, SchemaNode items, JsonArray filled)
    {
        foreach (var option in items.Enum!.OfType<JsonValue>())
        {
            if (option.GetValueKind() != System.Text.Json.JsonValueKind.String)
            {
                continue;
            }

            var (worth, facts) = SupportOf(option.GetValue<string>(), field, scope);
            if (worth <= 0)
            {
                continue;
            }

            Support(field.Item(filled.Count, items), facts);
            filled.Add(option.DeepClone());
        }
    }

    private void Texts(Field field, Scope scope, SchemaNode items, JsonArray filled)
    {
        foreach (var claim in Listed(field, scope).Where(c => SchemaCheck.FitsText(c.Text, items)).DistinctBy(c => c.Text).Take(MostItems))
        {
            if (++_entries > MostEntries)
            {
                break;
            }

            Support(field.Item(filled.Count, items), claim.Facts);
            filled.Add(JsonValue.Create(claim.Text));
        }
    }

    private List<Claim> Listed(Field field, Scope scope)
    {
        var within = scope.Timeline;
        var asked = Specific(field, scope);
        switch (field.Meaning)
        {
            case FieldMeaning.Things or FieldMeaning.Label or FieldMeaning.Name:
                return Labels(field, scope);
            case FieldMeaning.Topics:
                return Titles.Topics(within);
            case FieldMeaning.Hashtags:
                return Titles.Hashtags(within);
            case FieldMeaning.Speech:
                return [.. finder.Lines(within, asked with { Doings = [Doing.Speaks] }).Select(f => new Claim(f.Text, [f]))];
            case FieldMeaning.Writing:
                return [.. within.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful).Select(f => new Claim(f.Text, [f]))];
            case FieldMeaning.Colour:
                return
                [
                    .. Things(scope, asked)
                        .SelectMany(f => f.Colours.Select(c => (c, f)))
                        .GroupBy(p => p.c, (colour, all) => new Claim(colour, [.. all.Select(p => p.f)])),
                ];
            case FieldMeaning.Highlights:
                return [.. Composing.Highlights.Of(within).SelectMany(h => h.Claims)];
            case FieldMeaning.Summary or FieldMeaning.Stretches or FieldMeaning.Shots:
                return [.. Summaries.Claims(within, Summaries.UsualSentences).Where(c => c.Facts.Count > 0)];
            case FieldMeaning.At or FieldMeaning.Start or FieldMeaning.End or FieldMeaning.Comes or FieldMeaning.Goes:
                return
                [
                    .. finder
                        .Find(within, asked)
                        .Select(f => new Claim(
                            TimeValue.Text(field.Meaning is FieldMeaning.End or FieldMeaning.Goes ? f.EndSec : f.StartSec, "hh:mm:ss"),
                            f.Facts
                        )),
                ];
            case FieldMeaning.Action:
                return [.. Events(scope).Select(f => new Claim(Nouns.Capital(f.Text), [f]))];
            default:
                return asked.Things.Count > 0 ? Labels(field, scope)
                    : asked.IsAboutWords ? [.. finder.Lines(within, asked).Select(f => new Claim(f.Text, [f]))]
                    : [];
        }
    }

    private List<Claim> Labels(Field field, Scope scope) =>
        [.. Things(scope, Specific(field, scope)).GroupBy(f => f.Name!, (label, all) => new Claim(label, [.. all]))];

    private void BoxOf(Field field, Scope scope, JsonArray filled)
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

        Support(field, [subject]);
    }
}
