using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// The filters of a list of videos: the file's name, ranges of its facts, instants, and user metadata, which arrives either as one JSON
/// object in <c>user_metadata</c> or flattened, so that every other name in the query is a key of it.
/// </summary>
internal static partial class VideoConditions
{
    private static readonly HashSet<string> _reserved =
    [
        "page",
        "page_limit",
        "sort_by",
        "sort_option",
        "filename",
        "duration",
        "fps",
        "width",
        "height",
        "size",
        "created_at",
        "updated_at",
        "user_metadata",
        "status",
    ];
    private static readonly HashSet<string> _ranges = ["duration", "fps", "width", "height", "size"];

    /// <summary>Maximum number of keys of user metadata that one request may compare.</summary>
    internal const int MaxMetadataConditions = 100;

    internal static VideoFilter Read(RequestFields query)
    {
        MetadataCondition[] metadata = [.. ReadFlattened(query), .. ReadObject(query.GetText("user_metadata"))];
        if (metadata.Length > MaxMetadataConditions)
        {
            throw Fail.Invalid($"The parameter user_metadata takes at most {MaxMetadataConditions} keys.");
        }
        return new()
        {
            Filename = query.GetText("filename"),
            DurationSec = query.GetRange("duration"),
            Fps = query.GetRange("fps"),
            Width = query.GetRange("width"),
            Height = query.GetRange("height"),
            SizeBytes = query.GetRange("size"),
            CreatedFrom = query.GetTimestamp("created_at"),
            UpdatedFrom = query.GetTimestamp("updated_at"),
            Metadata = metadata,
        };
    }

    private static IEnumerable<MetadataCondition> ReadFlattened(RequestFields query)
    {
        if (query.Names.FirstOrDefault(IsUnknownRange) is { } wrong)
        {
            throw Fail.Invalid($"The parameter {wrong} is not known: {string.Join(", ", _ranges)} take [gte] and [lte].");
        }

        foreach (var key in query.Names.Select(n => RangeSuffix().Replace(n, "")).Distinct().Where(k => !_reserved.Contains(k)))
        {
            if (query.GetText(key) is { } text)
            {
                yield return new(key, ParseValue(text), null);
            }
            else if (query.GetRange(key) is { } range)
            {
                yield return new(key, null, range);
            }
        }
    }

    // Taken for a key of user metadata it would find nothing, or be passed over, and nobody would learn why.
    private static bool IsUnknownRange(string name) =>
        name.IndexOf('[', StringComparison.Ordinal) is > 0 and var at
        && _reserved.Contains(name[..at])
        && !(_ranges.Contains(name[..at]) && name[at..] is "[gte]" or "[lte]");

    private static List<MetadataCondition> ReadObject(string? text)
    {
        if (text is null)
        {
            return [];
        }

        try
        {
            StrictEscapesStream.Check(text);
            using var json = JsonDocument.Parse(text);
            return
            [
                .. json
                    .RootElement.EnumerateObject()
                    .Select(p => MetadataConditionParser.Parse(p.Name, p.Value) ?? throw new FormatException()),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Fail.Invalid("The parameter user_metadata must be a flat JSON object of strings, numbers and booleans.");
        }
    }

    // The query has no types: what reads as a boolean or a number is one, and quotes make a text of it.
    private static object ParseValue(string text) =>
        text switch
        {
            "true" => true,
            "false" => false,
            ['"', .. var quoted, '"'] => quoted,
            _ => RequestFields.TryParseNumber(text, out var number) ? number : text,
        };

    [GeneratedRegex(@"\[(gte|lte)\]\z")]
    private static partial Regex RangeSuffix();
}
