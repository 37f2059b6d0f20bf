using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// GET /entities → 200 with a page of the entities of all collections, filtered and sorted like those of one. For older clients.
/// </summary>
internal static class ListAllEntities
{
    internal static Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities) =>
        ListEntities.PageAsync(call, entities, null);
}
