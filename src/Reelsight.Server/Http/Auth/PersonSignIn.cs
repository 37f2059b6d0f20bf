using Microsoft.AspNetCore.Http;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Auth;

/// <summary>Signs people in by name and password.</summary>
internal sealed class PersonSignIn(IPersonStore people, Passwords passwords, SignInThrottle throttle, TimeProvider clock)
{
    private const int MaxName = 200;

    /// <summary>The caller that a name and a password stand for; null when they are wrong, or the person is disabled.</summary>
    /// <exception cref="Errors.ApiException">429: there were too many wrong ones.</exception>
    internal async Task<Caller?> FindAsync(HttpContext http, string name, string password)
    {
        var login = name.Trim();
        login = login[..Math.Min(login.Length, MaxName)];
        throttle.Check(http, login);
        var person = people.FindByName(login);
        var (right, outdated) = await passwords.CheckAsync(person, password, http.RequestAborted);
        if (person is null || !right || person.Disabled)
        {
            throttle.NoteFailure(http, login);
            return null;
        }

        var hash = outdated ? await passwords.HashAsync(password, http.RequestAborted) : person.PasswordHash;
        await NoteSignInAsync(person, hash, http.RequestAborted);
        return CreateCaller(person);
    }

    /// <summary>Notes that somebody signed in now.</summary>
    internal Task NoteSignInAsync(PersonRecord person, string? hash, CancellationToken ct) =>
        people.UpdateAsync(
            person.TenantId,
            person.Id,
            present => present with { PasswordHash = hash, LastSignInAt = clock.GetUtcNow() },
            ct
        );

    /// <summary>What somebody may do.</summary>
    internal static Caller CreateCaller(PersonRecord person) =>
        new()
        {
            TenantId = person.TenantId,
            Scopes = PersonRoles.GetScopes(person.Role),
            Name = person.Name,
            PersonId = person.Id,
        };
}
