namespace Reelsight.Server.Http.Auth;

/// <summary>The account that the first key belongs to: that of the owner of the server.</summary>
internal static class OwnerAccount
{
    /// <summary>The tenant of the owner.</summary>
    internal const string TenantId = "default";
}
