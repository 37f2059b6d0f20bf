using Microsoft.AspNetCore.Http;
using Reelsight.Search.Duplicates;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Indexes;

/// <summary>
/// GET /reelsight/v1/indexes/{index_id}/duplicates → 200 with a page of groups of ready videos that show the same footage, surest first,
/// and the pairs that say so. Two videos are a pair when <c>overlap</c> of the shorter one (half) looks alike by <c>similarity</c> (from
/// where search speaks of the same footage or scene): a still camera's scenes do as well as copies. An index of very many clips is refused.
/// </summary>
internal static class ListDuplicates
{
    /// <summary>Below this, unrelated images begin to be as similar.</summary>
    private const double MinSimilarity = 0.4;

    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, DuplicateSearch duplicates)
    {
        var window = call.GetPageWindow();
        var (similarity, overlap) = (call.Query.GetNumber("similarity"), call.Query.GetNumber("overlap"));
        if (similarity is < MinSimilarity or > 1)
        {
            throw Fail.Invalid(FormattableString.Invariant($"The parameter similarity must lie between {MinSimilarity} and 1."));
        }

        if (overlap is < 0 or > 1)
        {
            throw Fail.Invalid("The parameter overlap must lie between 0 and 1.");
        }

        var index = await GetIndex.FindAsync(call, indexes, call.GetId("index_id"));
        var groups = await duplicates.FindAsync(call.TenantId, index.Id, similarity, overlap ?? 0.5, call.Cancellation)
            ?? throw Fail.Invalid(
                $"The index {index.Id} has more than {DuplicateSearch.MaxComparedClips} clips, too many to compare each with all. "
                    + $"Search with a picture instead, or divide the index."
            );
        var page = new Page<DuplicateGroup>(
            [.. groups.Skip((int)Math.Min(int.MaxValue, (window.Page - 1L) * window.Limit)).Take(window.Limit)],
            groups.Count
        );
        return TypedResults.Json(ListOf.From(page, window, DuplicateGroupView.From), DuplicatesWireJson.Default.ListOfDuplicateGroupView);
    }
}

/// <summary>Videos that show the same footage, oldest first, and the fewest pairs that join them, surest first.</summary>
internal sealed record DuplicateGroupView(IReadOnlyList<string> VideoIds, IReadOnlyList<DuplicatePairView> Pairs)
{
    internal static DuplicateGroupView From(DuplicateGroup group) => new(group.VideoIds, [.. group.Pairs.Select(DuplicatePairView.From)]);
}

/// <summary>
/// Two videos: whether they are the same bytes, the part of the shorter one that looks alike, and the two clips that are most alike with
/// their cosine; seconds, half-open.
/// </summary>
internal sealed record DuplicatePairView(
    string VideoId,
    string OtherVideoId,
    bool SameFile,
    double Overlap,
    double Similarity,
    double StartSec,
    double EndSec,
    double OtherStartSec,
    double OtherEndSec
)
{
    internal static DuplicatePairView From(DuplicatePair pair) =>
        new(
            pair.VideoId,
            pair.OtherVideoId,
            pair.SameFile,
            Math.Round(pair.Overlap, 3),
            Math.Round(pair.Similarity, 3),
            Math.Round(pair.StartSec, 3),
            Math.Round(pair.EndSec, 3),
            Math.Round(pair.OtherStartSec, 3),
            Math.Round(pair.OtherEndSec, 3)
        );
}
