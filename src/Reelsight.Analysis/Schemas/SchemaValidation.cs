using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Core.Errors;

namespace Reelsight.Analysis.Schemas;

/// <summary>
/// One check of a value against a schema. A choice that a value does not fit is tried once for that value, since choices of choices
/// multiply, and the whole has a limit of work.
/// </summary>
internal sealed class SchemaValidation(CancellationToken ct)
{
    /// <summary>Values compared with schemas and allowed values.</summary>
    internal const int MaxSteps = 20_000_000;

    private readonly HashSet<(JsonNode? Value, SchemaNode Schema)> _unfit = new(PairComparer.Instance);
    private long _steps;

    /// <summary>The first violation below a path; null when the value is valid.</summary>
    public string? ValidateNode(JsonNode? value, SchemaNode node, string path)
    {
        var schema = node.Resolved;
        Count(1 + (schema.Enum?.Count ?? 0));
        if (schema.AnyOf is { } options)
        {
            if (_unfit.Contains((value, schema)))
            {
                return $"{path} fits none of anyOf";
            }

            if (options.Any(option => ValidateNode(value, option, path) is null))
            {
                return null;
            }

            _unfit.Add((value, schema));
            return $"{path} fits none of anyOf";
        }

        if (schema.Enum is { } allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            return $"{path} is none of the allowed values";
        }

        if (!SchemaValidator.HasType(value, schema.Type))
        {
            return schema.IsTypeImplied ? null : $"{path} is not of the type {schema.Type}";
        }

        if (schema.Type == SchemaType.Timestamp && schema.Format == "seconds" != SchemaValidator.HasType(value, SchemaType.Number))
        {
            return $"{path} is not a time in the format {schema.Format}";
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var property in schema.Properties)
                {
                    if (map.TryGetPropertyValue(property.Name, out var inner))
                    {
                        if (ValidateNode(inner, property.Schema, $"{path}.{property.Name}") is { } wrong)
                        {
                            return wrong;
                        }
                    }
                    else if (property.Required)
                    {
                        return $"{path}.{property.Name} is missing";
                    }
                }
                return null;
            case JsonArray array:
                if (array.Count < schema.MinItems)
                {
                    return $"{path} has too few items";
                }

                for (var i = 0; i < array.Count; i++)
                {
                    if (schema.Items is { } items && ValidateNode(array[i], items, $"{path}[{i}]") is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            case JsonValue scalar when schema.Type is SchemaType.Number or SchemaType.Integer:
                return SchemaValidator.IsWithinLimits(SchemaValidator.ToDouble(scalar), schema) ? null : $"{path} is out of range";
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                return SchemaValidator.IsValidText(scalar.GetValue<string>(), schema)
                    ? null
                    : $"{path} does not have the pattern or format asked for";
            default:
                return null;
        }
    }

    private void Count(int steps)
    {
        if ((_steps += steps) > MaxSteps)
        {
            throw DomainErrors.Invalid(
                "The JSON schema and its answer are too large to be checked; use fewer choices, allowed values or properties."
            );
        }

        if ((_steps & 1023) < steps)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private sealed class PairComparer : IEqualityComparer<(JsonNode? Value, SchemaNode Schema)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((JsonNode? Value, SchemaNode Schema) x, (JsonNode? Value, SchemaNode Schema) y) =>
            ReferenceEquals(x.Value, y.Value) && ReferenceEquals(x.Schema, y.Schema);

        public int GetHashCode((JsonNode? Value, SchemaNode Schema) pair) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Value),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Schema)
            );
    }
}
