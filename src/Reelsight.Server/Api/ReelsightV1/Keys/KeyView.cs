using System.Text.Json.Serialization;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>An API key. <c>key</c>, the key itself, is in the answer that made it and nowhere else.</summary>
internal sealed record KeyView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string Name { get; init; }

    [OneOf("read", "write", "label", "admin")]
    public required IReadOnlyList<string> Scopes { get; init; }
    public required bool Preset { get; init; }
    public required bool Expired { get; init; }
    public string? Key { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    internal static KeyView From(ApiKeyRecord key, DateTimeOffset now, string? secret = null) =>
        new()
        {
            Id = key.Id,
            Name = key.Name,
            Scopes = ScopeNames.From(key.Scopes),
            Preset = key.Preset,
            Expired = key.ExpiresAt <= now,
            Key = secret,
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            LastUsedAt = key.LastUsedAt,
        };
}
