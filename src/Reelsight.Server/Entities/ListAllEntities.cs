using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Entities;

/// <summary>
/// GET /entities → 200 with a page of the entities of all collections, filtered and sorted like those of one. For older clients.
/// </summary>
internal static class ListAllEntities
{
    internal static Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities) =>
        ListEntities.PageAsync(call, entities, null);
}
