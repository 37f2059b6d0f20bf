using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Analysis.Agent;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>
/// Resolves the selections that limit a question: those that its last message refers to as <c>{{sel:N}}</c>, else all of its session.
/// Selections of earlier turns that have been deleted since are ignored.
/// </summary>
internal sealed partial class SelectionResolver(IVideoStore videos, ItemRepository items, ItemCollectionRepository collections)
{
    /// <summary>Checks the selections of a request.</summary>
    /// <exception cref="ApiException">400: a message refers to a selection that is not there; 404: something selected is not in the
    /// store.</exception>
    internal async Task ValidateAsync(Call call, ResponseRequest request)
    {
        foreach (Match reference in request.Messages.SelectMany(m => Reference().Matches(m)))
        {
            if (ParseIndex(reference) >= request.Selections.Count)
            {
                throw Fail.Invalid(
                    $"The message refers to {reference.Value}, but selections has {request.Selections.Count} entries, counted from 0."
                );
            }
        }

        foreach (var id in request.Selections)
        {
            if (await FindMembersAsync(call, request.StoreId, id) is null)
            {
                throw Fail.NotFound(IsCollection(id) ? "item collection" : "item", id);
            }
        }
    }

    /// <summary>What the question is about.</summary>
    internal async Task<QuestionScope> ResolveAsync(Call call, ResponseRequest request, SessionRecord session)
    {
        var message = request.Messages[^1];
        List<string> meant = [.. Reference().Matches(message).Select(r => request.Selections[ParseIndex(r)])];
        var question = Reference().Replace(message, r => IsCollection(request.Selections[ParseIndex(r)]) ? "the videos" : "the video");
        var selected = meant.Count > 0 ? meant : session.Selections;
        List<string>? ids = null;
        foreach (var id in selected)
        {
            (ids ??= []).AddRange(await FindMembersAsync(call, request.StoreId, id) ?? []);
        }

        var ready = await videos.ListAllAsync(call.TenantId, request.StoreId, new VideoFilter { Ids = ids }, call.Cancellation);
        return new QuestionScope(question, ready, await items.CountAsync(call, request.StoreId, ids) - ready.Count);
    }

    // The items behind a selection; null when it is not in the store.
    private async Task<IReadOnlyList<string>?> FindMembersAsync(Call call, string storeId, string id) =>
        IsCollection(id) ? (await collections.FindAsync(call, storeId, id))?.ItemIds
        : await videos.FindAsync(call.TenantId, storeId, id, call.Cancellation) is null ? null
        : [id];

    private static bool IsCollection(string id) => id.StartsWith(ItemCollectionRepository.IdPrefix + "_", StringComparison.Ordinal);

    private static int ParseIndex(Match reference) =>
        int.TryParse(reference.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue;

    [GeneratedRegex(@"\{\{sel:(\d+)\}\}")]
    private static partial Regex Reference();
}
