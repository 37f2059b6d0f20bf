using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.People;

/// <summary>
/// POST /reelsight/v1/password → 204: the person who is signed in has a new password, and their other browsers are signed out.
/// <c>old_password</c> and <c>password</c> are required.
/// </summary>
internal static class ChangePassword
{
    internal sealed record Body(string? OldPassword, string? Password);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IPersonStore people,
        IStudioSessionStore sessions,
        Passwords passwords,
        SignInThrottle throttle,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(PeopleWireJson.Default.ChangePasswordBody);
        var caller = Caller.Get(call.Http);
        if (caller.PersonId is not { } id || people.Find(id) is not { PasswordHash: not null } person)
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                ErrorCodes.ApiNotAllowed,
                "Only somebody who signed in with a name and a password can change the password."
            );
        }

        throttle.Check(call.Http, person.Name);
        var (right, _) = await passwords.CheckAsync(person, body.OldPassword ?? throw Fail.Missing("old_password"), call.Cancellation);
        if (!right)
        {
            throttle.NoteFailure(call.Http, person.Name);
            throw Fail.Invalid("The parameter old_password is not the present password.");
        }

        var hash = await passwords.HashAsync(body.Password, call.Cancellation);
        await people.UpdateAsync(
            person.TenantId,
            id,
            present => present with { PasswordHash = hash, UpdatedAt = clock.GetUtcNow() },
            call.Cancellation
        );
        await sessions.DeleteAsync(
            new StudioSessionFilter(person.TenantId) { PersonId = id, ExceptId = caller.SessionId },
            call.Cancellation
        );
        return TypedResults.NoContent();
    }
}
