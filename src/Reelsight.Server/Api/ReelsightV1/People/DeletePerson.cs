using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>DELETE /reelsight/v1/people/{person_id} → 204. They are signed out; their labels stay, under their name.</summary>
internal static class DeletePerson
{
    internal static async Task<IResult> HandleAsync(Call call, IPersonStore people)
    {
        var id = call.GetId("person_id");
        return await people.DeleteAsync(call.TenantId, id, call.Cancellation)
            ? TypedResults.NoContent()
            : throw Fail.NotFound("person", id);
    }
}
