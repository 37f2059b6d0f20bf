using System.Text.Json.Serialization;

namespace Reelsight.Cli.Client;

internal sealed record NewKey(string Name, IReadOnlyList<string> Scopes, int ExpiresInDays);

internal sealed record WireKey(
    [property: JsonPropertyName("_id")] string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    bool Preset,
    bool Expired,
    string? Key,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt
);

internal sealed record WireAuditEvent(
    [property: JsonPropertyName("_id")] string Id,
    DateTimeOffset At,
    string Action,
    string Actor,
    string? Subject,
    string Address,
    string? RequestId,
    int Count
);

internal sealed record TenantChange
{
    public string? Name { get; init; }
    public bool? Suspended { get; init; }
    public long? MaxStorageBytes { get; init; }
    public long? MaxIndexedMinutes { get; init; }
    public long? MaxRequestsPerDay { get; init; }
}

internal sealed record WireTenant(
    [property: JsonPropertyName("_id")] string Id,
    string Name,
    bool Suspended,
    long? MaxStorageBytes,
    long? MaxIndexedMinutes,
    long? MaxRequestsPerDay,
    long StorageBytes,
    double IndexedMinutes
);

internal sealed record PersonChange
{
    public string? Name { get; init; }
    public string? Role { get; init; }
    public string? Password { get; init; }
    public bool? Disabled { get; init; }
}

internal sealed record WirePerson(
    [property: JsonPropertyName("_id")] string Id,
    string Name,
    string Role,
    bool Disabled,
    DateTimeOffset? LastSignInAt
);
