using System.Text.Json;
using Reelsight.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>The JSON body of a store search as it arrives.</summary>
internal sealed record StoreSearchBody(
    StoreSearchBody.QueryBody? Query,
    JsonElement? Filter,
    JsonElement? SearchOptions,
    string? GroupBy,
    int? PageSize,
    string? PageToken,
    bool? IncludeMetadata
)
{
    private const int DefaultPageSize = 10;
    private const int MaxPageSize = 50;

    internal sealed record QueryBody(string? Text);

    /// <summary>Checks what is asked for.</summary>
    /// <exception cref="ApiException">400: a rule of the contract is broken.</exception>
    internal StoreSearchRequest Validate()
    {
        var filter = StoreSearchFilter.Read(Filter);
        return new StoreSearchRequest
        {
            Text = Text(),
            Filter = filter,
            Modalities = filter.AllowsVideos
                ? Modalities(SearchOptions) ?? Reelsight.Search.Modalities.Visual
                : RequireNoModalities(SearchOptions),
            GroupByItem = GroupBy switch
            {
                null or "none" => false,
                "item" => true,
                _ => throw Fail.Invalid("The parameter group_by must be none or item."),
            },
            PageSize = PageSize switch
            {
                null => DefaultPageSize,
                >= 1 and <= MaxPageSize => PageSize.Value,
                _ => throw Fail.Invalid($"The parameter page_size must be a whole number from 1 to {MaxPageSize}."),
            },
            IncludeMetadata = IncludeMetadata ?? false,
        };
    }

    private string Text()
    {
        if (string.IsNullOrWhiteSpace(Query?.Text))
        {
            throw Fail.Missing("query.text");
        }

        return Query.Text.Length <= TokenLimit.MaxCharacters
            ? Query.Text
            : throw Fail.Invalid($"The parameter query.text is longer than {TokenLimit.MaxCharacters} characters.");
    }

    private static Modalities RequireNoModalities(JsonElement? options) =>
        Modalities(options) is null
            ? Reelsight.Search.Modalities.None
            : throw Fail.Invalid("The parameter search_options.video makes no sense with a filter that leaves videos out.");

    private static Modalities? Modalities(JsonElement? options)
    {
        if (options is not { ValueKind: not JsonValueKind.Null } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid("The parameter search_options must be a JSON object.");
        }

        if (!json.TryGetProperty(ItemTypes.Video, out var video) || video.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (video.ValueKind != JsonValueKind.Object || !video.TryGetProperty("modalities", out var modalities))
        {
            throw Fail.Missing("search_options.video.modalities");
        }

        if (modalities.ValueKind != JsonValueKind.Array || modalities.GetArrayLength() == 0)
        {
            throw Wrong();
        }

        var all = Reelsight.Search.Modalities.None;
        foreach (var modality in modalities.EnumerateArray())
        {
            all |=
                modality.ValueKind == JsonValueKind.String
                    ? modality.GetString() switch
                    {
                        "visual" => Reelsight.Search.Modalities.Visual,
                        "audio" => Reelsight.Search.Modalities.Audio,
                        _ => throw Wrong(),
                    }
                    : throw Wrong();
        }
        return all;

        static ApiException Wrong() =>
            Fail.Invalid("The parameter search_options.video.modalities must be a list of visual, audio or both.");
    }
}
