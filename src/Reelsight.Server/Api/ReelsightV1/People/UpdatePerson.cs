using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>
/// PATCH /reelsight/v1/people/{person_id} → 200. A new role counts from the next request on; a new password and <c>disabled</c> true sign
/// all their browsers out. What is absent stays.
/// </summary>
internal static class UpdatePerson
{
    internal sealed record Body(string? Name, string? Role, string? Password, bool? Disabled);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IPersonStore people,
        IStudioSessionStore sessions,
        Passwords passwords,
        TimeProvider clock
    )
    {
        var id = call.GetId("person_id");
        var body = await call.ReadJsonAsync(PeopleWireJson.Default.UpdatePersonBody);
        var name = body.Name is null ? null : PersonRules.CheckName(body.Name);
        var role = body.Role is null ? (Storage.Records.PersonRole?)null : PersonRules.CheckRole(body.Role);
        var hash = body.Password is null ? null : await passwords.HashAsync(body.Password, call.Cancellation);
        var person = await PersonRules.NameAsync(() =>
            people.UpdateAsync(
                call.TenantId,
                id,
                present =>
                    present with
                    {
                        Name = name ?? present.Name,
                        Role = role ?? present.Role,
                        PasswordHash = hash ?? present.PasswordHash,
                        Disabled = body.Disabled ?? present.Disabled,
                        UpdatedAt = clock.GetUtcNow(),
                    },
                call.Cancellation
            )
        ) ?? throw Fail.NotFound("person", id);
        if (hash is not null || body.Disabled == true)
        {
            await sessions.DeleteAsync(new StudioSessionFilter(call.TenantId) { PersonId = id }, call.Cancellation);
        }

        var what = $"{PersonRoles.GetName(person.Role)}{(person.Disabled ? ", disabled" : "")}{(hash is null ? "" : ", new password")}";
        AuditLog.SetSubject(call.Http, $"{person.Name} ({id}): {what}");
        return TypedResults.Json(PersonView.From(person), PeopleWireJson.Default.PersonView);
    }
}
