using System.Text.Json;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// Which items a store search looks in: by type and by id, both of which must hold. Each condition is <c>{"eq":v}</c> or
/// <c>{"in":[v,…]}</c>, exactly one of the two.
/// </summary>
/// <param name="AllowsVideos">Whether videos are looked in.</param>
/// <param name="AllowsImages">Whether images are searched.</param>
/// <param name="ItemIds">These items only, or null for all.</param>
internal sealed record StoreSearchFilter(bool AllowsVideos, bool AllowsImages, IReadOnlyList<string>? ItemIds)
{
    private const string AssetType = "asset_type";
    private const string ItemId = "item_id";

    /// <summary>Reads the parameter; absent, everything is looked in.</summary>
    /// <exception cref="ApiException">400: its form is wrong.</exception>
    internal static StoreSearchFilter Read(JsonElement? parameter)
    {
        if (parameter is not { ValueKind: not JsonValueKind.Null } json)
        {
            return new(true, true, null);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid("The parameter filter must be a JSON object.");
        }

        IReadOnlyList<string> types = [ItemTypes.Video, ItemTypes.Image];
        IReadOnlyList<string>? ids = null;
        foreach (var condition in json.EnumerateObject())
        {
            switch (condition.Name)
            {
                case AssetType:
                    types = Values(condition);
                    if (types.Except([ItemTypes.Video, ItemTypes.Image]).Any())
                    {
                        throw Fail.Invalid($"The parameter filter.{AssetType} takes {ItemTypes.Video} and {ItemTypes.Image}.");
                    }

                    break;
                case ItemId:
                    ids = Values(condition);
                    foreach (var id in ids)
                    {
                        Identifiers.Check($"filter.{ItemId}", id, ItemRepository.IdPrefix);
                    }

                    break;
                default:
                    throw Fail.Invalid($"The parameter filter takes {AssetType} and {ItemId}, not {condition.Name}.");
            }
        }
        return new(types.Contains(ItemTypes.Video), types.Contains(ItemTypes.Image), ids);
    }

    private static IReadOnlyList<string> Values(JsonProperty condition)
    {
        JsonProperty[] operators = condition.Value.ValueKind == JsonValueKind.Object ? [.. condition.Value.EnumerateObject()] : [];
        return operators switch
        {
            [{ Name: "eq", Value.ValueKind: JsonValueKind.String } eq] => [eq.Value.GetString()!],
            [{ Name: "in", Value.ValueKind: JsonValueKind.Array } any]
                when any.Value.GetArrayLength() > 0 && any.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
            [
                .. any.Value.EnumerateArray().Select(v => v.GetString()!),
            ],
            _ => throw Fail.Invalid(
                $"The parameter filter.{condition.Name} takes exactly one operator: {{\"eq\":\"…\"}} or {{\"in\":[\"…\"]}}."
            ),
        };
    }
}
