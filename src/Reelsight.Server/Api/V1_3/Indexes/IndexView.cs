using System.Text.Json.Serialization;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>An index on the wire.</summary>
internal sealed record IndexView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string IndexName { get; init; }
    public required IReadOnlyList<ModelView> Models { get; init; }
    public required int VideoCount { get; init; }
    public required double TotalDuration { get; init; }
    public required IReadOnlyList<string> Addons { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Always null: indexes of a self-hosted server do not expire.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? ExpiresAt { get; init; }

    internal static IndexView From(IndexRecord index) =>
        new()
        {
            Id = index.Id,
            IndexName = index.Name,
            Models = [.. index.Models.Select(m => new ModelView(m.Name, m.Options))],
            VideoCount = index.VideoCount,
            TotalDuration = index.TotalDurationSec,
            Addons = index.Addons,
            CreatedAt = index.CreatedAt,
            UpdatedAt = index.UpdatedAt,
        };
}

/// <summary>A model role of an index; both are required when an index is created.</summary>
internal sealed record ModelView(string? ModelName, IReadOnlyList<string>? ModelOptions);
