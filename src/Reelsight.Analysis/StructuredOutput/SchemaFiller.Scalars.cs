using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.StructuredOutput;

// Texts, numbers, times, flags.
internal sealed partial class SchemaFiller
{
    private bool TryFillText(Field field, FillScope scope, out JsonNode? value)
    {
        value = null;
        if (IsTimeMeaning(field.Meaning) && TryFillTime(field, scope, out value) && IsValid(value, field.Schema))
        {
            return true;
        }

        value = null;
        var told = FindTextClaim(field, scope);
        if (told is null || told.Text.Length == 0 || !SchemaValidator.IsValidText(told.Text, field.Schema))
        {
            return false;
        }

        value = JsonValue.Create(told.Text);
        return AddSupport(field, told.Facts);
    }

    private static bool IsTimeMeaning(FieldMeaning meaning) =>
        meaning is FieldMeaning.Start or FieldMeaning.End or FieldMeaning.Time or FieldMeaning.AppearsAt or FieldMeaning.DisappearsAt;

    private Claim? FindTextClaim(Field field, FillScope scope)
    {
        var (subject, within) = (scope.Subject, scope.Timeline);
        var isLine = subject?.Kind is FactKind.Speech or FactKind.OnScreenText;
        switch (field.Meaning)
        {
            case FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Objects when subject is not null:
                return new Claim(isLine ? subject.Text : subject.Name ?? subject.Text, [subject]);
            case FieldMeaning.Title when subject is not null:
                return new Claim(isLine ? subject.Text : NounPhrases.Capitalize(subject.Text), [subject]);
            case FieldMeaning.Label when TitleBuilder.BuildTopics(within) is [var topic, ..]:
                return topic;
            case FieldMeaning.Title or FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Intervals or FieldMeaning.Shots:
                return NullIfUnsupported(TitleBuilder.BuildTitle(within));
            case FieldMeaning.Summary:
                return BuildSummaryClaim(scope);
            case FieldMeaning.Action:
                return BuildActionClaim(scope);
            case FieldMeaning.Speech or FieldMeaning.OnScreenText when isLine:
                return new Claim(subject!.Text, [subject]);
            case FieldMeaning.Speech:
                return JoinFacts(within.GetFacts(FactKind.Speech), " ");
            case FieldMeaning.OnScreenText:
                return JoinFacts(within.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful).DistinctBy(f => f.Text), "; ");
            case FieldMeaning.Colour:
                return FindColourClaim(field, scope);
            case FieldMeaning.Direction:
                return GetMoves(scope).FirstOrDefault(f => f.Direction is not null) is { } moves
                    ? new Claim(moves.Direction!, [moves])
                    : null;
            case FieldMeaning.Topics:
                return ListClaims(TitleBuilder.BuildTopics(within), ", ");
            case FieldMeaning.Hashtags:
                return ListClaims(TitleBuilder.BuildHashtags(within), " ");
            case FieldMeaning.Highlights:
                return ListClaims([.. Answers.HighlightSelector.Select(within).SelectMany(h => h.Claims)], " ");
            case FieldMeaning.Objects:
                return ListClaims(FindLabels(field, scope), ", ");
            case FieldMeaning.Ordinal:
                return new Claim(scope.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), scope.Facts);
            default:
                return FindNamedObjectsClaim(field, scope);
        }
    }

    // A name that says nothing of the form, such as "vehicle" or "person_description": what is known of the things it names.
    private Claim? FindNamedObjectsClaim(Field field, FillScope scope)
    {
        var asked = GetFieldQuery(field);
        if (asked.IsAboutText)
        {
            return JoinFacts(finder.FindLines(scope.Timeline, asked), " ");
        }

        if (asked.Objects.Count == 0)
        {
            return null;
        }

        var facts = asked
            .Objects.SelectMany(t => TimelineMatcher.FindVisible(scope.Timeline, t))
            .Distinct()
            .Where(f => !f.IsDoubtful)
            .ToList();
        return facts.Count == 0 ? null : new Claim(NounPhrases.Join([.. facts.Select(f => f.Text).Distinct()]), facts);
    }

    private static Claim? BuildSummaryClaim(FillScope scope)
    {
        if (scope.Subject is { Kind: FactKind.Speech or FactKind.OnScreenText } line)
        {
            return new Claim(line.Text, [line]);
        }

        if (scope.Subject is { ObjectNumber: >= 0 } subject)
        {
            var events = scope
                .Timeline.Facts.Where(f => f.ObjectNumber == subject.ObjectNumber && f.Kind is not (FactKind.Visible or FactKind.Count))
                .ToList();
            var visible = scope.Timeline.Facts.FirstOrDefault(f => f.ObjectNumber == subject.ObjectNumber && f.Kind == FactKind.Visible)
                ?? subject;
            return subject.Kind == FactKind.Visible
                ? NarrativeBuilder.BuildObjectClaim(visible, events, presenceIsTold: false)
                : new Claim($"{NounPhrases.Capitalize(subject.Text)}.", [subject]);
        }
        var answer = SummaryBuilder.Build(scope.Timeline);
        return answer.Claims.Any(c => c.Facts.Count > 0)
            ? new Claim(answer.Text, [.. answer.Claims.SelectMany(c => c.Facts).Distinct()])
            : null;
    }

    private static Claim? BuildActionClaim(FillScope scope)
    {
        if (scope.Subject is { } own && own.Kind is not (FactKind.Visible or FactKind.Count))
        {
            return new Claim(own.Text, [own]);
        }

        var acts = GetEvents(scope).Take(4).ToList();
        return acts.Count == 0 ? null : new Claim(NounPhrases.Capitalize(NounPhrases.Join([.. acts.Select(f => f.Text).Distinct()])), acts);
    }

    private Claim? FindColourClaim(Field field, FillScope scope)
    {
        if (scope.Subject is { Colours.Count: > 0 } subject)
        {
            return new Claim(subject.Colours[0], [subject]);
        }

        var things = GetFieldQuery(field).Objects;
        var seen = scope
            .Timeline.GetFacts(FactKind.Visible)
            .FirstOrDefault(f => !f.IsDoubtful && f.Colours.Count > 0 && (things.Count == 0 || things.Any(t => t.Matches(f.Label))));
        return seen is null ? null : new Claim(seen.Colours[0], [seen]);
    }

    private bool TryFillNumber(Field field, FillScope scope, out JsonNode? value)
    {
        value = null;
        if (MeasureValue(field, scope) is not { } found)
        {
            return false;
        }

        if (SchemaValidator.FindNearestAllowed(field.Schema, found.Number) is not { } number)
        {
            return false;
        }

        value =
            field.Schema.Type == SchemaType.Integer ? JsonValue.Create((long)Math.Round(number)) : JsonValue.Create(Math.Round(number, 3));
        if (!IsValid(value, field.Schema))
        {
            value = JsonValue.Create(number);
        }

        if (Math.Abs(number - found.Number) > 0.5)
        {
            AddNote(field, "the measured value lies outside of the limits of the schema; the nearest one within stands");
        }

        return AddSupport(field, found.Facts);
    }

    private (double Number, IReadOnlyList<Fact> Facts)? MeasureValue(Field field, FillScope scope)
    {
        var (subject, within) = (scope.Subject, scope.Timeline);
        var place = subject is { Sightings.Count: > 0 } ? subject.Sightings[subject.Sightings.Count / 2] : default;
        switch (field.Meaning)
        {
            case FieldMeaning.Start:
                return (scope.StartSec, scope.Facts);
            case FieldMeaning.End:
                return (scope.EndSec, scope.Facts);
            case FieldMeaning.Time:
                return (scope.StartSec, scope.Facts);
            case FieldMeaning.AppearsAt or FieldMeaning.DisappearsAt:
                return FindTransition(field, scope);
            case FieldMeaning.Count when subject is { Kind: FactKind.Visible }:
                var alike = TimelineMatcher.CountConcurrent(
                    within.GetFacts(FactKind.Visible).Where(f => f.Name == subject.Name),
                    subject.IsDoubtful
                );
                return (alike.Count, alike.Facts);
            case FieldMeaning.Confidence:
                var confidence = subject is not null
                    ? subject.Confidence
                    : within.GetFacts(FactKind.Visible).Where(f => !f.IsDoubtful).Min(f => f.Confidence);
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
        var asked = GetFieldQuery(field);
        if (field.Meaning == FieldMeaning.Duration)
        {
            if (asked.Objects.Count == 0 && asked.Actions.Count == 0)
            {
                return (scope.EndSec - scope.StartSec, scope.Facts);
            }

            var found = finder.Find(within, asked);
            return (found.Sum(f => f.LengthSec), [.. found.SelectMany(f => f.Facts).Distinct()]);
        }
        if (field.Meaning == FieldMeaning.Shots || asked.Actions.Contains(QueryAction.SceneChange))
        {
            return (within.Shots.Count, [.. within.GetFacts(FactKind.SceneChange)]);
        }

        if (asked.Objects.Count > 0)
        {
            // None found is a count too; how many of a narrower kind there are is not known where the wider one is in view.
            if (asked.Objects.Any(thing => thing.IsNarrower && TimelineMatcher.FindVisible(within, thing).Any()))
            {
                return null;
            }

            var most = asked.Objects.Select(thing => TimelineMatcher.CountConcurrent(within, thing)).ToList();
            return (most.Sum(m => m.Count), [.. most.SelectMany(m => m.Facts)]);
        }
        if (
            asked.IsAboutText
            && field.Meaning is FieldMeaning.Count or FieldMeaning.Other or FieldMeaning.Speech or FieldMeaning.OnScreenText
        )
        {
            var lines = finder.FindLines(within, asked).ToList();
            return (lines.Count, lines);
        }
        if (field.Meaning != FieldMeaning.Count)
        {
            return null;
        }

        var all = TimelineMatcher.CountConcurrent(
            within,
            new ObjectQuery("", [.. LabelCatalog.Default.Entries.Select(e => e.Label)], [], null)
        );
        return (all.Count, all.Facts);
    }

    // Of the thing it is about, or of what its name asks for. What stays in view has not gone.
    private (double Sec, IReadOnlyList<Fact> Facts)? FindTransition(Field field, FillScope scope)
    {
        var goes = field.Meaning == FieldMeaning.DisappearsAt;
        var last = FieldNameParser.SplitWords(field.Name).Contains("last");
        if (scope.Subject is { ObjectNumber: >= 0 } subject)
        {
            if (!goes || last)
            {
                return (goes ? subject.EndSec : subject.StartSec, [subject]);
            }

            var gone = scope.Timeline.Facts.LastOrDefault(f =>
                f.ObjectNumber == subject.ObjectNumber && f.Kind is FactKind.Leaves or FactKind.Disappears
            );
            return gone is null ? null : (gone.EndSec, [gone]);
        }
        var asked = GetFieldQuery(field);
        if (asked.Objects.Count == 0)
        {
            return scope.Subject is { } line ? (goes ? line.EndSec : line.StartSec, [line]) : null;
        }

        var found = finder.Find(scope.Timeline, goes || last ? asked with { Actions = last ? [] : [QueryAction.Disappears] } : asked);
        return found.Count == 0 ? null
            : goes ? (found[^1].EndSec, found[^1].Facts)
            : (found[0].StartSec, found[0].Facts);
    }

    private bool TryFillTime(Field field, FillScope scope, out JsonNode? value)
    {
        if (field.Meaning is FieldMeaning.AppearsAt or FieldMeaning.DisappearsAt)
        {
            var moment = FindTransition(field, scope);
            value = moment is null ? null : JsonTimeValue.CreateForSchema(moment.Value.Sec, field.Schema);
            return value is not null && AddSupport(field, moment!.Value.Facts);
        }
        var sec = field.Meaning == FieldMeaning.End ? scope.EndSec : scope.StartSec;
        var facts = scope.Facts;
        if (field.Meaning is not (FieldMeaning.Start or FieldMeaning.End) || GetFieldQuery(field).Objects.Count > 0)
        {
            // "first_car_time": when what it names is there.
            var asked = GetFieldQuery(field);
            if (asked.Objects.Count > 0 || asked.Actions.Count > 0)
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
        value = JsonTimeValue.CreateForSchema(sec, field.Schema);
        return value is not null && AddSupport(field, facts);
    }

    private bool TryFillFlag(Field field, FillScope scope, out JsonNode? value)
    {
        var (holds, facts, known) = Evaluate(field, scope);
        value = JsonValue.Create(holds);
        if (!known)
        {
            return false;
        }

        return AddSupport(field, facts);
    }

    // Whether it holds, by what, and whether that can be told at all.
    private (bool Holds, IReadOnlyList<Fact> Facts, bool Known) Evaluate(Field field, FillScope scope)
    {
        var words = FieldNameParser.SplitWords(field.Name);
        if (words.Exists(w => w is "sound" or "audio"))
        {
            return (scope.Timeline.HasAudio, [.. scope.Timeline.GetFacts(FactKind.Speech)], true);
        }

        var asked = GetFieldQuery(field);
        if (asked.Objects.Count == 0 && asked.Actions.Count == 0 && asked.QuotedPhrases.Count == 0)
        {
            return (false, [], false);
        }

        var about =
            scope.Subject is { ObjectNumber: >= 0 } subject && asked.Objects.Count == 0
                ? scope.Timeline with
                {
                    Facts = [.. scope.Timeline.Facts.Where(f => f.ObjectNumber == subject.ObjectNumber)],
                }
                : scope.Timeline;
        var found = finder.Find(about, asked);
        var certain = found.FindAll(f => asked.IsNegated || f.IsCertain);
        // Where only something of a wider kind is in view, neither yes nor no is known.
        var isKnown = certain.Count > 0 || found.TrueForAll(f => f.IsConclusive);
        return (certain.Count > 0, [.. certain.SelectMany(f => f.Facts).Distinct()], isKnown);
    }

    private bool IsValid(JsonNode? value, SchemaNode schema) => SchemaValidator.Validate(value, schema, ct) is null;

    private static Claim? NullIfUnsupported(Claim claim) => claim.Facts.Count > 0 ? claim : null;

    private static Claim? ListClaims(List<Claim> claims, string separator) =>
        claims.Count == 0
            ? null
            : new Claim(string.Join(separator, claims.Select(c => c.Text)), [.. claims.SelectMany(c => c.Facts).Distinct()]);

    private static Claim? JoinFacts(IEnumerable<Fact> lines, string separator)
    {
        var all = lines.ToList();
        return all.Count == 0 ? null : new Claim(string.Join(separator, all.Select(f => f.Text)), all);
    }

    private static IEnumerable<Fact> GetMoves(FillScope scope) =>
        scope
            .Timeline.GetFacts(FactKind.Moves)
            .Where(f => scope.Subject is not { ObjectNumber: >= 0 } s || f.ObjectNumber == s.ObjectNumber);

    private static IEnumerable<Fact> GetEvents(FillScope scope) =>
        scope.Timeline.Facts.Where(f =>
            !f.IsDoubtful
            && f.Kind is FactKind.Enters or FactKind.Appears or FactKind.Leaves or FactKind.Disappears or FactKind.Moves or FactKind.Stops
            && (scope.Subject is not { ObjectNumber: >= 0 } s || f.ObjectNumber == s.ObjectNumber)
        );
}
