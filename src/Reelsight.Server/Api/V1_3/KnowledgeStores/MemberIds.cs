using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>The body of adding and removing: ids of items.</summary>
internal sealed record MemberIds(IReadOnlyList<string>? ItemIds)
{
    /// <summary>v1.3: ids in one request.</summary>
    private const int MaxIds = 500;

    /// <summary>The ids, each once.</summary>
    /// <exception cref="ApiException">400: there are none or too many, or one is malformed.</exception>
    internal IReadOnlyList<string> Validate()
    {
        if (ItemIds is not { Count: > 0 })
        {
            throw Fail.Missing("item_ids");
        }

        if (ItemIds.Count > MaxIds)
        {
            throw Fail.Invalid($"The parameter item_ids takes at most {MaxIds} ids; there are {ItemIds.Count}.");
        }

        return [.. ItemIds.Select(id => Identifiers.Check("item_ids", id ?? "", ItemRepository.IdPrefix)).Distinct(StringComparer.Ordinal)];
    }
}
