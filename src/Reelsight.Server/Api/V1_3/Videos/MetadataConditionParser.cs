using System.Text.Json;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>Conditions on user metadata written in JSON: a typed value to equal, or <c>{"gte":a,"lte":b}</c>.</summary>
internal static class MetadataConditionParser
{
    /// <summary>The condition on one key, or null when the value is neither.</summary>
    internal static MetadataCondition? Parse(string key, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new(key, value.GetString(), null),
            JsonValueKind.Number => new(key, value.GetDouble(), null),
            JsonValueKind.True or JsonValueKind.False => new(key, value.GetBoolean(), null),
            JsonValueKind.Object => ParseRange(value) is { } range ? new(key, null, range) : null,
            _ => null,
        };

    /// <summary>A number, or an object of <c>gte</c> and <c>lte</c>; null when it is neither.</summary>
    internal static NumberRange? ParseRange(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return new(value.GetDouble(), value.GetDouble());
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var range = default(NumberRange);
        foreach (var bound in value.EnumerateObject())
        {
            if (bound.Value.ValueKind != JsonValueKind.Number)
            {
                return null;
            }

            if (bound.NameEquals("gte"))
            {
                range = range with { Min = bound.Value.GetDouble() };
            }
            else if (bound.NameEquals("lte"))
            {
                range = range with { Max = bound.Value.GetDouble() };
            }
            else
            {
                return null;
            }
        }
        return range == default ? null : range;
    }
}
