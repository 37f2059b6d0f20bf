using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>
/// POST /reelsight/v1/saved-searches → 201. <c>index_id</c> and <c>query_text</c> are required; the name is the text unless given. Every
/// video that becomes ready in the index from now on is searched; matches are counted, and sent to webhooks as <c>saved_search.matched</c>.
/// Words only: images are not kept, and entities change. An account may have 200.
/// </summary>
internal static class CreateSavedSearch
{
    private const int MaxSavedSearches = 200;
    private static readonly string[] _options = ["visual", "audio", "transcription"];

    internal sealed record Body(string? IndexId, string? Name, string? QueryText, IReadOnlyList<string>? SearchOptions, string? Threshold);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexStore indexes,
        IResourceStore<SavedSearchRecord> saved,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(SavedSearchesWireJson.Default.CreateSavedSearchBody);
        var indexId = Identifiers.Check("index_id", body.IndexId ?? throw Fail.Missing("index_id"));
        var text = TokenLimit.Check("query_text", body.QueryText);
        if (EntityReferences.Extract(text).Ids.Count > 0)
        {
            throw Fail.Invalid("The parameter query_text names an entity; a saved search takes words only.");
        }

        var threshold = body.Threshold ?? "low";
        if (threshold is not ("high" or "medium" or "low"))
        {
            throw Fail.Invalid("The parameter threshold must be one of high, medium, low.");
        }

        if (body.SearchOptions?.FirstOrDefault(o => !_options.Contains(o)) is { } unknown)
        {
            throw Fail.Refused(
                ErrorCodes.SearchOptionNotSupported,
                $"The parameter search_options takes {string.Join(", ", _options)}, not {unknown}."
            );
        }

        var index = await GetIndex.FindAsync(call, indexes, indexId);
        var has = ModelRoles.EncoderOptions(index)
            ?? throw Fail.Refused(
                ErrorCodes.IndexNotSupportedForSearch,
                $"The index {index.Id} was created without {ModelRoles.Encoder}, so it cannot be searched."
            );
        string[] can = [.. _options.Where(o => has.Contains(o == "transcription" ? "audio" : o))];
        var options = body.SearchOptions is { Count: > 0 } asked ? [.. asked.Distinct()] : can;
        if (options.FirstOrDefault(o => !can.Contains(o)) is { } missing)
        {
            throw Fail.Refused(
                ErrorCodes.SearchOptionNotSupported,
                $"The index {index.Id} was created without what {missing} needs, so it cannot be searched."
            );
        }

        if (await saved.CountAsync(call.TenantId, new ResourceFilter(), call.Cancellation) >= MaxSavedSearches)
        {
            throw Fail.Refused(ErrorCodes.UsageLimitExceeded, $"An account may have {MaxSavedSearches} saved searches. Delete one first.");
        }

        var now = clock.GetUtcNow();
        var record = new SavedSearchRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            IndexId = index.Id,
            Name = ResourceName.CheckChange(body.Name) ?? text.Trim(),
            QueryText = text.Trim(),
            SearchOptions = options,
            Threshold = threshold,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await saved.AddAsync([record], [], call.Cancellation);
        return TypedResults.Json(
            SavedSearchView.From(record),
            SavedSearchesWireJson.Default.SavedSearchView,
            statusCode: StatusCodes.Status201Created
        );
    }
}
