using System.Text.Json;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// The <c>filter</c> of a search: a JSON object whose fields must all hold. A scalar means equality, <c>{"gte":a,"lte":b}</c> a range of
/// numbers; <c>id</c> alone takes a list, any of which fits. <c>id, duration, width, height, size, filename</c> (or <c>title</c>, its old
/// name) are facts of the video; every other name is a key of the user metadata.
/// </summary>
internal static class SearchFilter
{
    private const int MaxFields = VideoConditions.MaxMetadataConditions;
    private const int MaxIds = 10_000;

    /// <summary>The filter, or null when it lets every video pass.</summary>
    /// <exception cref="ApiException">400 <c>search_filter_invalid</c>.</exception>
    internal static VideoFilter? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            StrictEscapesStream.Check(text);
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw CreateError("must be a JSON object");
            }

            var fields = json.RootElement.EnumerateObject().ToList();
            return fields.Count == 0 ? null
                : fields.Count > MaxFields ? throw CreateError($"takes at most {MaxFields} fields")
                : fields.Aggregate(new VideoFilter(), Add);
        }
        catch (JsonException)
        {
            throw CreateError("is not valid JSON");
        }
    }

    private static VideoFilter Add(VideoFilter filter, JsonProperty field) =>
        field.Name switch
        {
            "id" => filter with { Ids = ReadIds(field.Value) },
            "duration" => filter with { DurationSec = ReadRange(field) },
            "width" => filter with { Width = ReadRange(field) },
            "height" => filter with { Height = ReadRange(field) },
            "size" => filter with { SizeBytes = ReadRange(field) },
            "filename" or "title" => filter with { Filename = ReadText(field) },
            _ => filter with
            {
                Metadata =
                [
                    .. filter.Metadata,
                    MetadataConditionParser.Parse(field.Name, field.Value)
                        ?? throw CreateError($"has an unusable value for {field.Name}: a scalar or {{\"gte\":…,\"lte\":…}} is needed"),
                ],
            },
        };

    private static string[] ReadIds(JsonElement value)
    {
        var ids = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        return ids.Count > MaxIds ? throw CreateError($"takes at most {MaxIds} ids")
            : ids.TrueForAll(i => i.ValueKind == JsonValueKind.String) ? [.. ids.Select(i => i.GetString()!)]
            : throw CreateError("takes an id or a list of ids for id");
    }

    private static NumberRange ReadRange(JsonProperty field) =>
        MetadataConditionParser.ParseRange(field.Value) ?? throw CreateError($"takes a number or {{\"gte\":…,\"lte\":…}} for {field.Name}");

    private static string ReadText(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : throw CreateError($"takes a text for {field.Name}");

    private static ApiException CreateError(string what) => Fail.Refused(ErrorCodes.SearchFilterInvalid, $"The parameter filter {what}.");
}
