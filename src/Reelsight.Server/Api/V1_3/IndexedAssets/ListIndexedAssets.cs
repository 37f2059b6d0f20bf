using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Api.V1_3.Tasks;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>
/// GET /indexes/{index_id}/indexed-assets → 200 with a page, newest first by default, in every state unless <c>status</c> (repeated) names
/// some. The other filters are those of the list of videos.
/// </summary>
internal static class ListIndexedAssets
{
    private static readonly string[] _statuses = [.. Enum.GetNames<VideoStatus>().Select(s => s.ToLowerInvariant())];

    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexStore indexes,
        IVideoStore videos,
        IJobQueue queue,
        SignedMediaUrls links
    )
    {
        var indexId = call.GetId("index_id");
        var window = call.GetPageWindow();
        var asked = call.Query.GetChoices("status", _statuses);
        var filter = VideoConditions.Read(call.Query) with
        {
            Statuses =
                asked.Count == 0 ? Enum.GetValues<VideoStatus>() : [.. asked.Select(s => Enum.Parse<VideoStatus>(s, ignoreCase: true))],
        };
        await GetIndex.FindAsync(call, indexes, indexId);
        var page = await videos.ListAsync(call.TenantId, indexId, filter, call.GetSortOrder(), window, call.Cancellation);
        var progress = new Dictionary<string, ProgressView?>();
        foreach (var video in page.Rows)
        {
            progress[video.Id] = await IndexedAssetView.GetProgressAsync(video, queue, call.Cancellation);
        }

        return TypedResults.Json(
            ListOf.From(page, window, v => IndexedAssetView.From(v, call, links) with { Progress = progress[v.Id] }),
            IndexedAssetsWireJson.Default.ListOfIndexedAssetView
        );
    }
}
