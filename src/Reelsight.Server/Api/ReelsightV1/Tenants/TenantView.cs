using System.Text.Json.Serialization;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>An account of this server, with its quotas and what it uses of them. A quota that is absent is no limit.</summary>
internal sealed record TenantView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required bool Suspended { get; init; }
    public long? MaxStorageBytes { get; init; }
    public long? MaxIndexedMinutes { get; init; }
    public long? MaxRequestsPerDay { get; init; }
    public required long StorageBytes { get; init; }
    public required double IndexedMinutes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal static TenantView From(TenantRecord tenant, TenantUsage usage) =>
        new()
        {
            Id = tenant.Id,
            Name = tenant.Name,
            Suspended = tenant.SuspendedAt is not null || tenant.RemovedAt is not null,
            MaxStorageBytes = tenant.MaxStorageBytes,
            MaxIndexedMinutes = tenant.MaxIndexedMinutes,
            MaxRequestsPerDay = tenant.MaxRequestsPerDay,
            StorageBytes = usage.StorageBytes,
            IndexedMinutes = Math.Round(usage.IndexedSec / 60, 2),
            CreatedAt = tenant.CreatedAt,
        };
}
