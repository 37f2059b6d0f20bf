using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>
/// POST /reelsight/v1/people → 201 with somebody who can sign in to the studio. <c>name</c>, <c>role</c> and <c>password</c> are
/// required; a password has at least 12 characters. The name is unique on the server, whatever its case, and stands under their labels.
/// </summary>
internal static class CreatePerson
{
    internal sealed record Body(string? Name, string? Role, string? Password);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IPersonStore people,
        Passwords passwords,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(PeopleWireJson.Default.CreatePersonBody);
        var now = clock.GetUtcNow();
        var person = new PersonRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Name = PersonRules.CheckName(body.Name),
            Role = PersonRules.CheckRole(body.Role),
            PasswordHash = await passwords.HashAsync(body.Password, call.Cancellation),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await PersonRules.NameAsync(async () =>
        {
            await people.AddAsync(person, call.Cancellation);
            return true;
        });
        AuditLog.SetSubject(call.Http, $"{person.Name} ({person.Id}): {PersonRoles.GetName(person.Role)}");
        return TypedResults.Json(PersonView.From(person), PeopleWireJson.Default.PersonView, statusCode: StatusCodes.Status201Created);
    }
}
