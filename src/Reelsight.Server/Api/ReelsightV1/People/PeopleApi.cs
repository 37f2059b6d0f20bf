using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>Routes of people who sign in to the studio: operations of our own.</summary>
internal static class PeopleApi
{
    internal static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapPost("/people", CreatePerson.HandleAsync);
        api.MapGet("/people", ListPeople.HandleAsync);
        api.MapPatch("/people/{person_id}", UpdatePerson.HandleAsync);
        api.MapDelete("/people/{person_id}", DeletePerson.HandleAsync);
        api.MapPost("/password", ChangePassword.HandleAsync);
    }
}
