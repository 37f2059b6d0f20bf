using System.Text.Json;
using Reelsight.Search;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// One page of a search on the wire. <c>query_reading</c>, <c>visually_closest</c> (on a first page where nothing is sure) and the hits'
/// <c>reasons</c> go beyond the v1.3 contract.
/// </summary>
internal sealed record SearchView(
    SearchPoolView SearchPool,
    IReadOnlyList<HitView> Data,
    SearchPageInfo PageInfo,
    QueryReading QueryReading,
    IReadOnlyList<ClosestClipView>? VisuallyClosest = null
);

/// <summary>
/// A clip that looks more like the words of the query than others do. Nothing says that it shows what was asked for, so it has no score and
/// no confidence.
/// </summary>
internal sealed record ClosestClipView(string VideoId, double Start, double End, string? ThumbnailUrl);

/// <summary>The searched footage: number of videos and their total seconds.</summary>
internal sealed record SearchPoolView(int TotalCount, double TotalDuration, string IndexId);

/// <summary>
/// A clip that matches, or a video with all its clips that match (<see cref="Id"/> and <see cref="Clips"/>), in which case the other fields
/// are those of its best clip.
/// </summary>
internal sealed record HitView
{
    public string? Id { get; init; }
    public required string VideoId { get; init; }
    public required double Start { get; init; }
    public required double End { get; init; }
    public required int Rank { get; init; }
    public required double Score { get; init; }

    [OneOf("high", "medium", "low")]
    public required string Confidence { get; init; }
    public string? ThumbnailUrl { get; init; }
    public string? Transcription { get; init; }
    public JsonElement? UserMetadata { get; init; }
    public required IReadOnlyList<ReasonView> Reasons { get; init; }
    public IReadOnlyList<HitView>? Clips { get; init; }
}

/// <summary>Why a clip matches: the part of the query, what was found for it, and how the two are related.</summary>
internal sealed record ReasonView(string Kind, string Query, string Found, string How, double Start, double End, double? Frame = null)
{
    internal static ReasonView From(Reason reason) =>
        new(GetKind(reason.Kind), reason.Query, reason.Found, reason.How, reason.StartSec, reason.EndSec, reason.FrameSec);

    // The word on the wire is older than the name.
    private static string GetKind(ReasonKind kind) =>
        kind == ReasonKind.VisualSimilarity ? "look_alike" : JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
