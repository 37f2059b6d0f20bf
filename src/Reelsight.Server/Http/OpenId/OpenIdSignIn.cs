using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.OpenId;

/// <summary>
/// Signs somebody in whom the issuer has named. They are known by the issuer's own id for them, never by a name, which could be somebody
/// else's tomorrow. Whoever is new gets the role of the settings, in the server's own account.
/// </summary>
internal sealed partial class OpenIdSignIn(
    IPersonStore people,
    PersonSignIn signIn,
    StudioSessions sessions,
    AuditLog audit,
    IdGenerator ids,
    ServerSettings settings,
    TimeProvider clock,
    ILogger<OpenIdSignIn> log
)
{
    private const int MaxName = 64;

    /// <summary>Where the studio says why somebody was not signed in.</summary>
    internal static string GetRefusedAddress(string reason) => $"/#sign-in-refused={reason}";

    /// <summary>Signs the browser in.</summary>
    /// <returns>The address of the studio to go on to; it names the reason when they were refused.</returns>
    internal async Task<string> FinishAsync(HttpContext http, Uri issuer, ClaimsPrincipal principal)
    {
        var subject = principal.FindFirstValue("sub");
        if (string.IsNullOrEmpty(subject))
        {
            return Refuse(http, "failed");
        }

        var person = people.FindBySubject(issuer.AbsoluteUri, subject);
        if (person is null)
        {
            if (settings.OpenId.Role is not { } role)
            {
                return Refuse(http, "unknown");
            }

            person = await TryAddAsync(issuer, subject, role, GetName(principal, subject), http.RequestAborted);
            if (person is null)
            {
                return Refuse(http, "name-taken");
            }
        }

        if (person.Disabled)
        {
            return Refuse(http, "disabled");
        }

        await signIn.NoteSignInAsync(person, person.PasswordHash, http.RequestAborted);
        var caller = PersonSignIn.CreateCaller(person);
        if (!await sessions.SignInAsync(http, caller))
        {
            return Refuse(http, "failed");
        }

        await audit.RecordAsync(http, caller.TenantId, AuditActions.SignIn, caller.Name, caller.ActorId);
        return "/";
    }

    /// <summary>Notes that the issuer, or what came from it, failed.</summary>
    internal void Refuse(HttpContext http, Exception? cause)
    {
        LogFailed(cause?.Message ?? "no reason was given");
        audit.NoteRefusal(http, AuditActions.SignInRefused);
    }

    private string Refuse(HttpContext http, string reason)
    {
        audit.NoteRefusal(http, AuditActions.SignInRefused);
        return GetRefusedAddress(reason);
    }

    private async Task<PersonRecord?> TryAddAsync(Uri issuer, string subject, PersonRole role, string name, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = new PersonRecord
        {
            Id = ids.Next(),
            TenantId = TenantNames.Default,
            Name = name,
            Role = role,
            Issuer = issuer.AbsoluteUri,
            Subject = subject,
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await people.AddAsync(person, ct);
            return person;
        }
        catch (DuplicateNameException)
        {
            return null;
        }
    }

    private static string GetName(ClaimsPrincipal principal, string subject)
    {
        var name = principal.FindFirstValue("preferred_username") ?? principal.FindFirstValue("email") ?? principal.FindFirstValue("name");
        var clean = string.Concat((name ?? subject).Where(c => !char.IsControl(c))).Trim();
        return clean.Length == 0 ? subject[..Math.Min(subject.Length, MaxName)] : clean[..Math.Min(clean.Length, MaxName)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in by OpenID Connect failed: {Reason}")]
    private partial void LogFailed(string reason);
}
