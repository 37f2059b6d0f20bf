using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Requests;

/// <summary>
/// Named text values of a query or a multipart form, read as typed values. An empty value counts as absent; a value that does not fit ends
/// the request with an error that names the field.
/// </summary>
internal sealed class RequestFields(IEnumerable<KeyValuePair<string, StringValues>> values)
{
    private readonly Dictionary<string, StringValues> _values = new(values, StringComparer.Ordinal);

    /// <summary>All names, for filters whose names the user chooses.</summary>
    internal IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The last value, or null.</summary>
    internal string? GetText(string name) => _values.TryGetValue(name, out var values) && values[^1] is { Length: > 0 } text ? text : null;

    /// <summary>The last value.</summary>
    internal string GetRequiredText(string name) => GetText(name) ?? throw Fail.Missing(name);

    /// <summary>A whole number in a closed range.</summary>
    internal int GetInteger(string name, int fallback, int min, int max)
    {
        if (GetText(name) is not { } text)
        {
            return fallback;
        }

        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
        {
            return number;
        }

        throw Fail.Invalid(
            max == int.MaxValue
                ? $"The parameter {name} must be a whole number of at least {min}."
                : $"The parameter {name} must be a whole number from {min} to {max}."
        );
    }

    /// <summary>A whole number of at least 0, or null.</summary>
    internal int? GetInteger(string name) => GetText(name) is null ? null : GetInteger(name, 0, 0, int.MaxValue);

    /// <summary>A number, or null.</summary>
    internal double? GetNumber(string name)
    {
        if (GetText(name) is not { } text)
        {
            return null;
        }

        return TryParseNumber(text, out var number) ? number : throw Fail.Invalid($"The parameter {name} must be a number.");
    }

    /// <summary><c>true</c> or <c>false</c> in any case; <c>1</c> and <c>0</c> too.</summary>
    internal bool GetBoolean(string name, bool fallback) =>
        GetText(name)?.ToUpperInvariant() switch
        {
            null => fallback,
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw Fail.Invalid($"The parameter {name} must be true or false."),
        };

    /// <summary>One of a few words.</summary>
    internal string GetChoice(string name, string fallback, params ReadOnlySpan<string> allowed)
    {
        var text = GetText(name) ?? fallback;
        return allowed.Contains(text) ? text : throw Fail.Invalid($"The parameter {name} must be one of {string.Join(", ", allowed)}.");
    }

    /// <summary>An instant in RFC 3339; without an offset it is UTC.</summary>
    internal DateTimeOffset? GetTimestamp(string name)
    {
        if (GetText(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : throw Fail.Invalid($"The parameter {name} must be a time such as 2026-01-31T12:00:00Z.");
    }

    /// <summary>
    /// A numeric condition: <c>name=v</c> for equality, <c>name[gte]=a</c> and <c>name[lte]=b</c> for a range; null when absent.
    /// </summary>
    internal NumberRange? GetRange(string name)
    {
        if (GetNumber(name) is { } exact)
        {
            return new(exact, exact);
        }

        var (from, to) = (GetNumber($"{name}[gte]"), GetNumber($"{name}[lte]"));
        return from is null && to is null ? null : new(from, to);
    }

    /// <summary>
    /// A list, in any of the encodings that clients use: the field repeated, a JSON array, <c>[a,b]</c> without quotes, <c>a,b</c>. Doubles
    /// are dropped; empty when absent.
    /// </summary>
    internal IReadOnlyList<string> GetList(string name)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            return [];
        }

        return [.. values.SelectMany(v => SplitList(v ?? "")).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Every value as it stands, for values that may hold commas; a bracketed list is taken apart.</summary>
    internal IReadOnlyList<string> GetValues(string name)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            return [];
        }

        return
        [
            .. values.OfType<string>().SelectMany(v => v.TrimStart().StartsWith('[') ? SplitList(v) : [v.Trim()]).Where(v => v.Length > 0),
        ];
    }

    /// <summary>A list whose every element must be one of a few words.</summary>
    internal IReadOnlyList<string> GetChoices(string name, params ReadOnlySpan<string> allowed)
    {
        var list = GetList(name);
        foreach (var element in list)
        {
            if (!allowed.Contains(element))
            {
                throw Fail.Invalid($"The parameter {name} takes {string.Join(", ", allowed)}.");
            }
        }

        return list;
    }

    /// <summary>A finite decimal number as clients write it.</summary>
    internal static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static string[] SplitList(string value)
    {
        var text = value.Trim();
        if (text.StartsWith('[') && text.EndsWith(']'))
        {
            if (TryParseJsonArray(text) is { } elements)
            {
                return elements;
            }

            text = text[1..^1];
        }
        return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[]? TryParseJsonArray(string text)
    {
        try
        {
            StrictEscapesStream.Check(text);
            using var json = JsonDocument.Parse(text);
            return
            [
                .. json.RootElement.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText()),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
