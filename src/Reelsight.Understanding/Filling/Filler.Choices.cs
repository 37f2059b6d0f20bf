using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Filling;

// Values out of a list: the one that the evidence supports best.
internal sealed partial class Filler
{
    private static readonly string[] YesWords = ["yes", "true", "present", "visible", "detected"];
    private static readonly string[] NoWords = ["no", "false", "absent", "not visible", "not_visible", "not_detected", "not detected"];

    private bool Choice(Field field, Scope scope, out JsonNode? value)
    {
        var allowed = field.Schema.Enum!;
        value = null;
        if (allowed is [var only])
        {
            // A constant says nothing about the video.
            value = only?.DeepClone();
            return true;
        }
        if (YesOrNo(field, scope, allowed, out value))
        {
            return true;
        }

        if (Level(field, scope, allowed, out value))
        {
            return true;
        }

        if (field.Schema.Type is Schemas.SchemaType.Integer or Schemas.SchemaType.Number)
        {
            if (Measure(field, scope) is not { } measured)
            {
                return false;
            }

            value = allowed
                .OfType<JsonValue>()
                .FirstOrDefault(v =>
                    v.GetValueKind() == JsonValueKind.Number && Math.Abs(Schemas.SchemaCheck.AsDouble(v) - measured.Number) < 1e-9
                )
                ?.DeepClone();
            return value is not null && Support(field, measured.Facts);
        }
        var best = allowed
            .OfType<JsonValue>()
            .Where(v => v.GetValueKind() == JsonValueKind.String)
            .Select(v => (Value: v, Support: SupportOf(v.GetValue<string>(), field, scope)))
            .Where(c => c.Support.Worth > 0)
            .OrderByDescending(c => c.Support.Worth)
            .FirstOrDefault();
        if (best.Value is null)
        {
            return false;
        }

        value = best.Value.DeepClone();
        return Support(field, best.Support.Facts);
    }

    /// <summary>How well the evidence supports a word of a list in this scope: seconds of support, weighted by confidence.</summary>
    private (double Worth, IReadOnlyList<Fact> Facts) SupportOf(string option, Field field, Scope scope)
    {
        var words = string.Join(' ', FieldNames.WordsOf(option));
        if (!_options.TryGetValue(words, out var asked))
        {
            _options.Add(words, asked = reader.Read(words));
        }

        if (scope.Subject is { } subject)
        {
            // What the entry is about decides before what else is in view.
            var worth =
                asked.Things.Any(t => t.Has(subject.Label)) ? 2
                : subject.Alternatives.Where(a => asked.Things.Any(t => t.Has(a.Label))).Select(a => a.Confidence).DefaultIfEmpty(0).Max()
                    is > 0
                        and var guess
                    ? guess
                : asked.Doings.Any(d => IsDone(subject, d, scope)) ? 2
                : field.Meaning == FieldMeaning.Colour && asked.Colours.Intersect(subject.Colours).Any()
                    ? 1.0 / (1 + subject.Colours.ToList().IndexOf(asked.Colours[0]))
                : KindIs(subject, words) ? 1.5
                : 0;
            if (
                worth > 0
                || field.Meaning is FieldMeaning.Label or FieldMeaning.Name or FieldMeaning.Colour or FieldMeaning.Action
                || subject.Thing >= 0
            )
            {
                return (worth, [subject]);
            }
        }
        if (field.Meaning == FieldMeaning.Colour && asked.Colours.Count > 0 && asked.Things.Count == 0)
        {
            var things = ReadName(field).Things;
            var coloured = scope
                .Timeline.OfKind(FactKind.Visible)
                .Where(f =>
                    f.Colours.Count > 0 && asked.Colours.Contains(f.Colours[0]) && (things.Count == 0 || things.Any(t => t.Has(f.Label)))
                )
                .ToList();
            return (coloured.Sum(f => f.LengthSec), coloured);
        }
        if (asked.Things.Count == 0 && asked.Doings.Count == 0 && asked.Words.Count == 0)
        {
            return (0, []);
        }

        var found = finder.Find(scope.Timeline, asked).Where(f => f.Confidence is null or >= Fact.SureConfidence).ToList();
        return (found.Sum(f => f.LengthSec * f.Coverage * (f.Confidence ?? 1)), [.. found.SelectMany(f => f.Facts).Distinct()]);
    }

    private static bool IsDone(Fact subject, Doing doing, Scope scope) =>
        doing switch
        {
            Doing.Comes => subject.Kind is FactKind.Enters or FactKind.Appears,
            Doing.Goes => subject.Kind is FactKind.Leaves or FactKind.Disappears,
            Doing.Speaks => subject.Kind == FactKind.Speech,
            Doing.Writes => subject.Kind == FactKind.OnScreenText,
            Doing.Cuts => subject.Kind == FactKind.SceneChange,
            Doing.Moves => subject.Kind == FactKind.Moves
                || subject.Kind == FactKind.Visible && scope.Timeline.OfKind(FactKind.Moves).Any(f => f.Thing == subject.Thing),
            _ => subject.Kind == FactKind.Stops
                || subject is { Kind: FactKind.Visible, Thing: >= 0 }
                    && !scope.Timeline.OfKind(FactKind.Moves).Any(f => f.Thing == subject.Thing),
        };

    private static bool KindIs(Fact subject, string words) =>
        subject.Kind switch
        {
            FactKind.Speech => words is "audio" or "speech" or "spoken",
            FactKind.OnScreenText => words is "text" or "ocr" or "visual text",
            _ => words is "object" or "visual",
        };

    private bool YesOrNo(Field field, Scope scope, IReadOnlyList<JsonNode?> allowed, out JsonNode? value)
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

        var (holds, facts, known) = Holds(field, scope);
        if (!known)
        {
            return false;
        }

        value = (holds ? yes : no).DeepClone();
        return Support(field, facts);
    }

    // Only a confidence has levels that a model's number tells.
    private bool Level(Field field, Scope scope, IReadOnlyList<JsonNode?> allowed, out JsonNode? value)
    {
        value = null;
        if (field.Meaning != FieldMeaning.Confidence || Measure(field, scope) is not { } measured)
        {
            return false;
        }

        var level =
            measured.Number >= 0.8 ? "high"
            : measured.Number >= Fact.SureConfidence ? "medium"
            : "low";
        value = allowed
            .OfType<JsonValue>()
            .FirstOrDefault(v =>
                v.GetValueKind() == JsonValueKind.String && v.GetValue<string>().Equals(level, StringComparison.OrdinalIgnoreCase)
            )
            ?.DeepClone();
        return value is not null && Support(field, measured.Facts);
    }
}
