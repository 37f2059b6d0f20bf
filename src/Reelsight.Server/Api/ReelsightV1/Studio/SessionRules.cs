using Reelsight.Server.Http.Auth;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>Which browsers' sessions somebody may see and end.</summary>
internal static class SessionRules
{
    /// <summary>The person's own, or those that the caller's key opened.</summary>
    internal static StudioSessionFilter Own(Caller caller) => new(caller.TenantId) { KeyId = caller.KeyId, PersonId = caller.PersonId };

    /// <summary>The caller's own, and for an administrator all of the account.</summary>
    internal static StudioSessionFilter OwnOrAll(Caller caller) =>
        caller.Scopes.HasFlag(AccessScopes.Admin) ? new(caller.TenantId) : Own(caller);
}
