using System.Text.RegularExpressions;
using Reelsight.Core.Names;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Taxonomy;

/// <summary>The rules of label sets: names are unique, parents exist and form no cycle, attributes are valid.</summary>
public static partial class TaxonomyRules
{
    /// <summary>The largest number of labels in one set.</summary>
    public const int MaxLabels = 500;

    /// <summary>The largest number of attributes of one label.</summary>
    public const int MaxAttributes = 30;

    /// <summary>The largest length of a name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Types that an attribute can have.</summary>
    public static IReadOnlyList<string> AttributeTypes { get; } = ["enum", "number", "bool", "text"];

    /// <summary>Colours that are easy to distinguish, on dark and light backgrounds; a label without one takes the next.</summary>
    private static readonly string[] _palette =
    [
        "#e6194b",
        "#3cb44b",
        "#4363d8",
        "#f58231",
        "#911eb4",
        "#008b8b",
        "#d4a017",
        "#c2185b",
        "#7a9f1f",
        "#00796b",
        "#8d6e63",
        "#5c6bc0",
    ];

    /// <summary>The colour for the label at a place of the set.</summary>
    public static string GetDefaultColour(int place) => _palette[place % _palette.Length];

    /// <summary>Checks the labels of a set as a whole.</summary>
    /// <exception cref="LabelValidationException">One breaks a rule.</exception>
    public static void Validate(IReadOnlyList<LabelRecord> labels)
    {
        if (labels.Count > MaxLabels)
        {
            throw new LabelValidationException(
                $"The parameter labels holds {labels.Count}; a set has at most {MaxLabels}. Split it into several sets."
            );
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var byId = new Dictionary<string, LabelRecord>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            ValidateLabel(label);
            if (!names.Add(label.Name))
            {
                throw new LabelValidationException(
                    $"The parameter labels.name \"{label.Name}\" is there twice. Give every label a name of its own."
                );
            }

            if (!byId.TryAdd(label.Id, label))
            {
                throw new LabelValidationException($"The parameter labels.label_id {label.Id} is there twice.");
            }
        }
        foreach (var label in labels)
        {
            ValidateParents(label, byId);
        }
    }

    /// <summary>The label with this id, else the one with this name in any case; null when there is neither.</summary>
    public static LabelRecord? Find(IEnumerable<LabelRecord> labels, string idOrName)
    {
        LabelRecord? named = null;
        foreach (var label in labels)
        {
            if (label.Id == idOrName)
            {
                return label;
            }

            if (string.Equals(label.Name, idOrName, StringComparison.OrdinalIgnoreCase))
            {
                named = label;
            }
        }
        return named;
    }

    private static void ValidateLabel(LabelRecord label)
    {
        if (string.IsNullOrWhiteSpace(label.Name) || label.Name.Length > MaxNameLength)
        {
            throw new LabelValidationException($"The parameter labels.name must have 1 to {MaxNameLength} letters.");
        }

        RequireName("labels.name", label.Name);
        foreach (var attribute in label.Attributes)
        {
            RequireName("labels.attributes.name", attribute.Name);
            foreach (var value in attribute.Values)
            {
                RequireName("labels.attributes.values", value);
            }
        }

        if (!ColourPattern().IsMatch(label.Colour))
        {
            throw new LabelValidationException($"The parameter labels.colour of \"{label.Name}\" must look like #1a2b3c.");
        }

        if (label.Attributes.Count > MaxAttributes)
        {
            throw new LabelValidationException($"The parameter labels.attributes of \"{label.Name}\" holds more than {MaxAttributes}.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in label.Attributes)
        {
            if (string.IsNullOrWhiteSpace(attribute.Name) || !names.Add(attribute.Name))
            {
                throw new LabelValidationException(
                    $"The parameter labels.attributes.name of \"{label.Name}\" must be there, and once only."
                );
            }

            if (!AttributeTypes.Contains(attribute.Type))
            {
                throw new LabelValidationException(
                    $"The parameter labels.attributes.type of \"{attribute.Name}\" must be one of {string.Join(", ", AttributeTypes)}."
                );
            }

            if (attribute.Type == "enum" && attribute.Values.Count == 0)
            {
                throw new LabelValidationException(
                    $"The parameter labels.attributes.values of \"{attribute.Name}\" must name the words that can be chosen."
                );
            }

            if (attribute.Type != "enum" && attribute.Values.Count > 0)
            {
                throw new LabelValidationException(
                    $"The parameter labels.attributes.values of \"{attribute.Name}\" goes with the type enum only."
                );
            }
        }
        foreach (var example in label.Examples)
        {
            if (!(example.StartSec >= 0 && example.EndSec > example.StartSec))
            {
                throw new LabelValidationException(
                    $"The parameter labels.examples of \"{label.Name}\" needs a start_sec of at least 0 and an end_sec after it."
                );
            }
        }
    }

    private static void RequireName(string field, string? name)
    {
        if (name is not null && NameRules.FindViolation(name) is { } violation)
        {
            throw new LabelValidationException($"The parameter {field} {violation}.");
        }
    }

    private static void ValidateParents(LabelRecord label, Dictionary<string, LabelRecord> byId)
    {
        var steps = 0;
        for (var parent = label.ParentId; parent is not null; parent = byId[parent].ParentId)
        {
            if (!byId.ContainsKey(parent))
            {
                throw new LabelValidationException($"The parameter labels.parent_id of \"{label.Name}\" names no label of this set.");
            }

            if (++steps > byId.Count)
            {
                throw new LabelValidationException($"The parameter labels.parent_id of \"{label.Name}\" leads in a circle.");
            }
        }
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex ColourPattern();
}
