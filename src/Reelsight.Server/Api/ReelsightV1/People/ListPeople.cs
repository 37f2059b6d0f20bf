using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>GET /reelsight/v1/people → 200 with a page of the account's people, oldest first.</summary>
internal static class ListPeople
{
    internal static async Task<IResult> HandleAsync(Call call, IPersonStore people)
    {
        var window = call.GetPageWindow();
        var page = await people.ListAsync(call.TenantId, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, PersonView.From), PeopleWireJson.Default.ListOfPersonView);
    }
}
