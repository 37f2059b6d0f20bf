using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.StructuredOutput;

// Values out of a list: the one that the evidence supports best.
internal sealed partial class SchemaFiller
{
    private static readonly string[] YesWords = ["yes", "true", "present", "visible", "detected"];
    private static readonly string[] NoWords = ["no", "false", "absent", "not visible", "not_visible", "not_detected", "not detected"];

    private bool TryFillChoice(Field field, FillScope scope, out JsonNode? value)
    {
        var allowed = field.Schema.Enum!;
        value = null;
        if (allowed is [var only])
        {
            // A constant says nothing about the video.
            value = only?.DeepClone();
            return true;
        }
        if (TryFillYesNo(field, scope, allowed, out value))
        {
            return true;
        }

        if (TryFillConfidenceLevel(field, scope, allowed, out value))
        {
            return true;
        }

        if (field.Schema.Type is Schemas.SchemaType.Integer or Schemas.SchemaType.Number)
        {
            if (MeasureValue(field, scope) is not { } measured)
            {
                return false;
            }

            value = allowed
                .OfType<JsonValue>()
                .FirstOrDefault(v =>
                    v.GetValueKind() == JsonValueKind.Number && Math.Abs(Schemas.SchemaValidator.ToDouble(v) - measured.Number) < 1e-9
                )
                ?.DeepClone();
            return value is not null && AddSupport(field, measured.Facts);
        }
        var best = allowed
            .OfType<JsonValue>()
            .Where(v => v.GetValueKind() == JsonValueKind.String)
            .Select(v => (Value: v, Support: MeasureSupport(v.GetValue<string>(), field, scope)))
            .Where(c => c.Support.Worth > 0)
            .OrderByDescending(c => c.Support.Worth)
            .FirstOrDefault();
        if (best.Value is null)
        {
            return false;
        }

        value = best.Value.DeepClone();
        return AddSupport(field, best.Support.Facts);
    }

    /// <summary>How well the evidence supports a word of a list in this scope: seconds of support, weighted by confidence.</summary>
    private (double Worth, IReadOnlyList<Fact> Facts) MeasureSupport(string option, Field field, FillScope scope)
    {
        var words = string.Join(' ', FieldNameParser.SplitWords(option));
        if (!_queriesByOption.TryGetValue(words, out var asked))
        {
            _queriesByOption.Add(words, asked = reader.Parse(words));
        }

        if (scope.Subject is { } subject)
        {
            // What the entry is about decides before what else is in view.
            var worth =
                asked.Objects.Any(t => t.Matches(subject.Label)) ? 2
                : subject
                    .Alternatives.Where(a => asked.Objects.Any(t => t.Matches(a.Label)))
                    .Select(a => a.Confidence)
                    .DefaultIfEmpty(0)
                    .Max()
                    is > 0
                        and var guess
                    ? guess
                : asked.Actions.Any(d => IsActionOf(subject, d, scope)) ? 2
                : field.Meaning == FieldMeaning.Colour && asked.Colours.Intersect(subject.Colours).Any()
                    ? 1.0 / (1 + subject.Colours.ToList().IndexOf(asked.Colours[0]))
                : IsFactKindNamed(subject, words) ? 1.5
                : 0;
            if (
                worth > 0
                || field.Meaning is FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Colour or FieldMeaning.Action
                || subject.ObjectNumber >= 0
            )
            {
                return (worth, [subject]);
            }
        }
        if (field.Meaning == FieldMeaning.Colour && asked.Colours.Count > 0 && asked.Objects.Count == 0)
        {
            var things = GetFieldQuery(field).Objects;
            var coloured = scope
                .Timeline.GetFacts(FactKind.Visible)
                .Where(f =>
                    f.Colours.Count > 0
                    && asked.Colours.Contains(f.Colours[0])
                    && (things.Count == 0 || things.Any(t => t.Matches(f.Label)))
                )
                .ToList();
            return (coloured.Sum(f => f.LengthSec), coloured);
        }
        if (asked.Objects.Count == 0 && asked.Actions.Count == 0 && asked.Words.Count == 0)
        {
            return (0, []);
        }

        var found = finder.Find(scope.Timeline, asked).Where(f => f.IsCertain).ToList();
        return (found.Sum(f => f.LengthSec * f.Coverage * (f.Confidence ?? 1)), [.. found.SelectMany(f => f.Facts).Distinct()]);
    }

    private static bool IsActionOf(Fact subject, QueryAction doing, FillScope scope) =>
        doing switch
        {
            QueryAction.Appears => subject.Kind is FactKind.Enters or FactKind.Appears,
            QueryAction.Disappears => subject.Kind is FactKind.Leaves or FactKind.Disappears,
            QueryAction.Speech => subject.Kind == FactKind.Speech,
            QueryAction.OnScreenText => subject.Kind == FactKind.OnScreenText,
            QueryAction.SceneChange => subject.Kind == FactKind.SceneChange,
            QueryAction.Moves => subject.Kind == FactKind.Moves
                || subject.Kind == FactKind.Visible
                    && scope.Timeline.GetFacts(FactKind.Moves).Any(f => f.ObjectNumber == subject.ObjectNumber),
            _ => subject.Kind == FactKind.Stops
                || subject is { Kind: FactKind.Visible, ObjectNumber: >= 0 }
                    && !scope.Timeline.GetFacts(FactKind.Moves).Any(f => f.ObjectNumber == subject.ObjectNumber),
        };

    private static bool IsFactKindNamed(Fact subject, string words) =>
        subject.Kind switch
        {
            FactKind.Speech => words is "audio" or "speech" or "spoken",
            FactKind.OnScreenText => words is "text" or "ocr" or "visual text",
            _ => words is "object" or "visual",
        };

    private bool TryFillYesNo(Field field, FillScope scope, IReadOnlyList<JsonNode?> allowed, out JsonNode? value)
    {
        value = null;
        var texts = allowed.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).ToList();
        var (yes, no) = (
            texts.Find(v => YesWords.Contains(v.GetValue<string>().ToLowerInvariant())),
            texts.Find(v => NoWords.Contains(v.GetValue<string>().ToLowerInvariant()))
        );
        if (yes is null || no is null)
        {
            return false;
        }

        var (holds, facts, known) = Evaluate(field, scope);
        if (!known)
        {
            return false;
        }

        value = (holds ? yes : no).DeepClone();
        return AddSupport(field, facts);
    }

    // Only a confidence has levels that a model's number tells.
    private bool TryFillConfidenceLevel(Field field, FillScope scope, IReadOnlyList<JsonNode?> allowed, out JsonNode? value)
    {
        value = null;
        if (field.Meaning != FieldMeaning.Confidence || MeasureValue(field, scope) is not { } measured)
        {
            return false;
        }

        var level =
            measured.Number >= 0.8 ? "high"
            : measured.Number >= Fact.MinCertainConfidence ? "medium"
            : "low";
        value = allowed
            .OfType<JsonValue>()
            .FirstOrDefault(v =>
                v.GetValueKind() == JsonValueKind.String && v.GetValue<string>().Equals(level, StringComparison.OrdinalIgnoreCase)
            )
            ?.DeepClone();
        return value is not null && AddSupport(field, measured.Facts);
    }
}
