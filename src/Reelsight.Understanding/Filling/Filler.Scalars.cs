using System.Text.Json.Nodes;
using Reelsight.Search.Lexicon;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Filling;

// Texts, numbers, times, flags.
internal sealed partial class Filler
{
    private bool Text(Field field, Scope scope, out JsonNode? value)
    {
        value = null;
        if (IsTime(field.Meaning) && Time(field, scope, out value) && Fits(value, field.Schema))
        {
            return true;
        }

        value = null;
        var told = Told(field, scope);
        if (told is null || told.Text.Length == 0 || !SchemaCheck.FitsText(told.Text, field.Schema))
        {
            return false;
        }

        value = JsonValue.Create(told.Text);
        return Support(field, told.Facts);
    }

    private static bool IsTime(FieldMeaning meaning) =>
        meaning is FieldMeaning.Start or FieldMeaning.End or FieldMeaning.At or FieldMeaning.Comes or FieldMeaning.Goes;

    private Claim? Told(Field field, Scope scope)
    {
        var (subject, within) = (scope.Subject, scope.Timeline);
        var isLine = subject?.Kind is FactKind.Speech or FactKind.OnScreenText;
        switch (field.Meaning)
        {
            case FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Things when subject is not null:
                return new Claim(isLine ? subject.Text : subject.Name ?? subject.Text, [subject]);
            case FieldMeaning.Title when subject is not null:
                return new Claim(isLine ? subject.Text : Nouns.Capital(subject.Text), [subject]);
            case FieldMeaning.Label when Titles.Topics(within) is [var topic, ..]:
                return topic;
            case FieldMeaning.Title or FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Stretches or FieldMeaning.Shots:
                return OrNull(Titles.Of(within));
            case FieldMeaning.Summary:
                return Summary(scope);
            case FieldMeaning.Action:
                return Actions(scope);
            case FieldMeaning.Speech or FieldMeaning.Writing when isLine:
                return new Claim(subject!.Text, [subject]);
            case FieldMeaning.Speech:
                return Joined(within.OfKind(FactKind.Speech), " ");
            case FieldMeaning.Writing:
                return Joined(within.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful).DistinctBy(f => f.Text), "; ");
            case FieldMeaning.Colour:
                return ColourOf(field, scope);
            case FieldMeaning.Direction:
                return Moves(scope).FirstOrDefault(f => f.Direction is not null) is { } moves ? new Claim(moves.Direction!, [moves]) : null;
            case FieldMeaning.Topics:
                return Listed(Titles.Topics(within), ", ");
            case FieldMeaning.Hashtags:
                return Listed(Titles.Hashtags(within), " ");
            case FieldMeaning.Highlights:
                return Listed([.. Composing.Highlights.Of(within).SelectMany(h => h.Claims)], " ");
            case FieldMeaning.Things:
                return Listed(Labels(field, scope), ", ");
            case FieldMeaning.Ordinal:
                return new Claim(scope.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), scope.Facts);
            default:
                return Asked(field, scope);
        }
    }

    // A name that says nothing of the form, such as "vehicle" or "person_description": what is known of the things it names.
    private Claim? Asked(Field field, Scope scope)
    {
        var asked = ReadName(field);
        if (asked.IsAboutWords)
        {
            return Joined(finder.Lines(scope.Timeline, asked), " ");
        }

        if (asked.Things.Count == 0)
        {
            return null;
        }

        var facts = asked.Things.SelectMany(t => EvidenceFinder.Visible(scope.Timeline, t)).Distinct().Where(f => !f.IsDoubtful).ToList();
        return facts.Count == 0 ? null : new Claim(Nouns.Join([.. facts.Select(f => f.Text).Distinct()]), facts);
    }

    private static Claim? Summary(Scope scope)
    {
        if (scope.Subject is { Kind: FactKind.Speech or FactKind.OnScreenText } line)
        {
            return new Claim(line.Text, [line]);
        }

        if (scope.Subject is { Thing: >= 0 } subject)
        {
            var events = scope
                .Timeline.Facts.Where(f => f.Thing == subject.Thing && f.Kind is not (FactKind.Visible or FactKind.Count))
                .ToList();
            var visible = scope.Timeline.Facts.FirstOrDefault(f => f.Thing == subject.Thing && f.Kind == FactKind.Visible) ?? subject;
            return subject.Kind == FactKind.Visible
                ? Narration.Story(visible, events, presenceIsTold: false)
                : new Claim($"{Nouns.Capital(subject.Text)}.", [subject]);
        }
        var answer = Summaries.Of(scope.Timeline);
        return answer.Claims.Any(c => c.Facts.Count > 0)
            ? new Claim(answer.Text, [.. answer.Claims.SelectMany(c => c.Facts).Distinct()])
            : null;
    }

    private static Claim? Actions(Scope scope)
    {
        if (scope.Subject is { } own && own.Kind is not (FactKind.Visible or FactKind.Count))
        {
            return new Claim(own.Text, [own]);
        }

        var acts = Events(scope).Take(4).ToList();
        return acts.Count == 0 ? null : new Claim(Nouns.Capital(Nouns.Join([.. acts.Select(f => f.Text).Distinct()])), acts);
    }

    private Claim? ColourOf(Field field, Scope scope)
    {
        if (scope.Subject is { Colours.Count: > 0 } subject)
        {
            return new Claim(subject.Colours[0], [subject]);
        }

        var things = ReadName(field).Things;
        var seen = scope
            .Timeline.OfKind(FactKind.Visible)
            .FirstOrDefault(f => !f.IsDoubtful && f.Colours.Count > 0 && (things.Count == 0 || things.Any(t => t.Has(f.Label))));
        return seen is null ? null : new Claim(seen.Colours[0], [seen]);
    }

    private bool Number(Field field, Scope scope, out JsonNode? value)
    {
        value = null;
        if (Measure(field, scope) is not { } found)
        {
            return false;
        }

        if (SchemaCheck.Nearest(field.Schema, found.Number) is not { } number)
        {
            return false;
        }

        value =
            field.Schema.Type == SchemaType.Integer ? JsonValue.Create((long)Math.Round(number)) : JsonValue.Create(Math.Round(number, 3));
        if (!Fits(value, field.Schema))
        {
            value = JsonValue.Create(number);
        }

        if (Math.Abs(number - found.Number) > 0.5)
        {
            Say(field, "the measured value lies outside of the limits of the schema; the nearest one within stands");
        }

        return Support(field, found.Facts);
    }

    private (double Number, IReadOnlyList<Fact> Facts)? Measure(Field field, Scope scope)
    {
        var (subject, within) = (scope.Subject, scope.Timeline);
        var place = subject is { Sightings.Count: > 0 } ? subject.Sightings[subject.Sightings.Count / 2] : default;
        switch (field.Meaning)
        {
            case FieldMeaning.Start:
                return (scope.StartSec, scope.Facts);
            case FieldMeaning.End:
                return (scope.EndSec, scope.Facts);
            case FieldMeaning.At:
                return (scope.StartSec, scope.Facts);
            case FieldMeaning.Comes or FieldMeaning.Goes:
                return Moment(field, scope);
            case FieldMeaning.Count when subject is { Kind: FactKind.Visible }:
                var alike = EvidenceFinder.MostAtOnce(
                    within.OfKind(FactKind.Visible).Where(f => f.Name == subject.Name),
                    subject.IsDoubtful
                );
                return (alike.Count, alike.Facts);
            case FieldMeaning.Confidence:
                var confidence = subject is not null
                    ? subject.Confidence
                    : within.OfKind(FactKind.Visible).Where(f => !f.IsDoubtful).Min(f => f.Confidence);
                return confidence is null ? null : (confidence.Value, scope.Facts);
            case FieldMeaning.Ordinal:
                return (scope.Number, scope.Facts);
            case FieldMeaning.Left when place.Width > 0:
                return (place.X, [subject!]);
            case FieldMeaning.Top when place.Width > 0:
                return (place.Y, [subject!]);
            case FieldMeaning.Width when place.Width > 0:
                return (place.Width, [subject!]);
            case FieldMeaning.Height when place.Width > 0:
                return (place.Height, [subject!]);
        }
        var asked = ReadName(field);
        if (field.Meaning == FieldMeaning.Duration)
        {
            if (asked.Things.Count == 0 && asked.Doings.Count == 0)
            {
                return (scope.EndSec - scope.StartSec, scope.Facts);
            }

            var found = finder.Find(within, asked);
            return (found.Sum(f => f.LengthSec), [.. found.SelectMany(f => f.Facts).Distinct()]);
        }
        if (field.Meaning == FieldMeaning.Shots || asked.Doings.Contains(Doing.Cuts))
        {
            return (within.Scenes.Count, [.. within.OfKind(FactKind.SceneChange)]);
        }

        if (asked.Things.Count > 0)
        {
            // None found is a count too.
            var most = asked.Things.Select(thing => EvidenceFinder.MostAtOnce(within, thing)).ToList();
            return (most.Sum(m => m.Count), [.. most.SelectMany(m => m.Facts)]);
        }
        if (asked.IsAboutWords && field.Meaning is FieldMeaning.Count or FieldMeaning.Other or FieldMeaning.Speech or FieldMeaning.Writing)
        {
            var lines = finder.Lines(within, asked).ToList();
            return (lines.Count, lines);
        }
        if (field.Meaning != FieldMeaning.Count)
        {
            return null;
        }

        var all = EvidenceFinder.MostAtOnce(within, new Sought("", [.. LabelCatalog.Default.Entries.Select(e => e.Label)], [], null));
        return (all.Count, all.Facts);
    }

    // Of the thing it is about, or of what its name asks for. What stays in view has not gone.
    private (double Sec, IReadOnlyList<Fact> Facts)? Moment(Field field, Scope scope)
    {
        var goes = field.Meaning == FieldMeaning.Goes;
        var last = FieldNames.WordsOf(field.Name).Contains("last");
        if (scope.Subject is { Thing: >= 0 } subject)
        {
            if (!goes || last)
            {
                return (goes ? subject.EndSec : subject.StartSec, [subject]);
            }

            var gone = scope.Timeline.Facts.LastOrDefault(f =>
                f.Thing == subject.Thing && f.Kind is FactKind.Leaves or FactKind.Disappears
            );
            return gone is null ? null : (gone.EndSec, [gone]);
        }
        var asked = ReadName(field);
        if (asked.Things.Count == 0)
        {
            return scope.Subject is { } line ? (goes ? line.EndSec : line.StartSec, [line]) : null;
        }

        var found = finder.Find(scope.Timeline, goes || last ? asked with { Doings = last ? [] : [Doing.Goes] } : asked);
        return found.Count == 0 ? null
            : goes ? (found[^1].EndSec, found[^1].Facts)
            : (found[0].StartSec, found[0].Facts);
    }

    private bool Time(Field field, Scope scope, out JsonNode? value)
    {
        if (field.Meaning is FieldMeaning.Comes or FieldMeaning.Goes)
        {
            var moment = Moment(field, scope);
            value = moment is null ? null : TimeValue.For(moment.Value.Sec, field.Schema);
            return value is not null && Support(field, moment!.Value.Facts);
        }
        var sec = field.Meaning == FieldMeaning.End ? scope.EndSec : scope.StartSec;
        var facts = scope.Facts;
        if (field.Meaning is not (FieldMeaning.Start or FieldMeaning.End) || ReadName(field).Things.Count > 0)
        {
            // "first_car_time": when what it names is there.
            var asked = ReadName(field);
            if (asked.Things.Count > 0 || asked.Doings.Count > 0)
            {
                var found = finder.Find(scope.Timeline, asked);
                value = null;
                if (found.Count == 0)
                {
                    return false;
                }

                (sec, facts) = (field.Meaning == FieldMeaning.End ? found[^1].EndSec : found[0].StartSec, found[0].Facts);
            }
        }
        value = TimeValue.For(sec, field.Schema);
        return value is not null && Support(field, facts);
    }

    private bool Flag(Field field, Scope scope, out JsonNode? value)
    {
        var (holds, facts, known) = Holds(field, scope);
        value = JsonValue.Create(holds);
        if (!known)
        {
            return false;
        }

        return Support(field, facts);
    }

    // Whether it holds, by what, and whether that can be told at all.
    private (bool Holds, IReadOnlyList<Fact> Facts, bool Known) Holds(Field field, Scope scope)
    {
        var words = FieldNames.WordsOf(field.Name);
        if (words.Exists(w => w is "sound" or "audio"))
        {
            return (scope.Timeline.HasSound, [.. scope.Timeline.OfKind(FactKind.Speech)], true);
        }

        var asked = ReadName(field);
        if (asked.Things.Count == 0 && asked.Doings.Count == 0 && asked.Quoted.Count == 0)
        {
            return (false, [], false);
        }

        var about =
            scope.Subject is { Thing: >= 0 } subject && asked.Things.Count == 0
                ? scope.Timeline with
                {
                    Facts = [.. scope.Timeline.Facts.Where(f => f.Thing == subject.Thing)],
                }
                : scope.Timeline;
        var found = finder.Find(about, asked).Where(f => asked.Negated || f.Confidence is null or >= Fact.SureConfidence).ToList();
        return (found.Count > 0, [.. found.SelectMany(f => f.Facts).Distinct()], true);
    }

    private static bool Fits(JsonNode? value, SchemaNode schema) => SchemaCheck.Validate(value, schema) is null;

    private static Claim? OrNull(Claim claim) => claim.Facts.Count > 0 ? claim : null;

    private static Claim? Listed(List<Claim> claims, string separator) =>
        claims.Count == 0
            ? null
            : new Claim(string.Join(separator, claims.Select(c => c.Text)), [.. claims.SelectMany(c => c.Facts).Distinct()]);

    private static Claim? Joined(IEnumerable<Fact> lines, string separator)
    {
        var all = lines.ToList();
        return all.Count == 0 ? null : new Claim(string.Join(separator, all.Select(f => f.Text)), all);
    }

    private static IEnumerable<Fact> Moves(Scope scope) =>
        scope.Timeline.OfKind(FactKind.Moves).Where(f => scope.Subject is not { Thing: >= 0 } s || f.Thing == s.Thing);

    private static IEnumerable<Fact> Events(Scope scope) =>
        scope.Timeline.Facts.Where(f =>
            !f.IsDoubtful
            && f.Kind is FactKind.Enters or FactKind.Appears or FactKind.Leaves or FactKind.Disappears or FactKind.Moves or FactKind.Stops
            && (scope.Subject is not { Thing: >= 0 } s || f.Thing == s.Thing)
        );
}
