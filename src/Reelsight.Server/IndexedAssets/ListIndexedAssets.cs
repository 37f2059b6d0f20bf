using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Indexes;
using Reelsight.Server.Media;
using Reelsight.Server.Tasks;
using Reelsight.Server.Videos;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.IndexedAssets;

/// <summary>
/// GET /indexes/{index_id}/indexed-assets → 200 with a page, newest first unless told, in every state unless <c>status</c> (repeated)
/// names some. The other filters are those of the list of videos.
/// </summary>
internal static class ListIndexedAssets
{
    private static readonly string[] _statuses = [.. Enum.GetNames<VideoStatus>().Select(s => s.ToLowerInvariant())];

    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IVideoStore videos, IJobQueue queue, SignedMediaUrls links)
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
            WireJson.Default.ListOfIndexedAssetView
        );
    }
}
