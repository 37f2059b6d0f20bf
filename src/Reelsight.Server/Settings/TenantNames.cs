namespace Reelsight.Server.Settings;

/// <summary>Tenants that have a meaning for the server itself.</summary>
public static class TenantNames
{
    /// <summary>The tenant that the key of the settings belongs to. Its administrators manage the whole server.</summary>
    public const string Default = "default";
}
