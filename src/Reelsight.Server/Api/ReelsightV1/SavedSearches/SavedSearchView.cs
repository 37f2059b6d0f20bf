using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.SavedSearches;

/// <summary>A saved search. <c>new_hits</c> and <c>new_videos</c> count what came since its owner looked.</summary>
internal sealed record SavedSearchView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string IndexId { get; init; }
    public required string Name { get; init; }
    public required string QueryText { get; init; }

    [OneOf("visual", "audio", "transcription")]
    public required IReadOnlyList<string> SearchOptions { get; init; }

    [OneOf("high", "medium", "low")]
    public required string Threshold { get; init; }
    public required int NewHits { get; init; }
    public required int NewVideos { get; init; }
    public required IReadOnlyList<SavedSearchAlertView> Alerts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static SavedSearchView From(SavedSearchRecord saved)
    {
        var unseen = saved.Alerts.Where(alert => !alert.Seen).ToList();
        return new()
        {
            Id = saved.Id,
            IndexId = saved.IndexId,
            Name = saved.Name,
            QueryText = saved.QueryText,
            SearchOptions = saved.SearchOptions,
            Threshold = saved.Threshold,
            NewHits = unseen.Sum(alert => alert.Hits),
            NewVideos = unseen.Count,
            Alerts = [.. saved.Alerts.Reverse().Select(SavedSearchAlertView.From)],
            CreatedAt = saved.CreatedAt,
            UpdatedAt = saved.UpdatedAt,
        };
    }
}

/// <summary>A video that got ready after the search was saved, with how many moments of it answer; the newest first, at most 200.</summary>
internal sealed record SavedSearchAlertView(string VideoId, int Hits, bool Seen, DateTimeOffset CreatedAt)
{
    internal static SavedSearchAlertView From(SavedSearchAlert alert) => new(alert.VideoId, alert.Hits, alert.Seen, alert.At);
}
