using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Indexes;

/// <summary>DELETE /indexes/{index_id} → 204. Its videos and tasks go with it, and work on them stops; assets stay.</summary>
internal static class DeleteIndex
{
    private static readonly VideoFilter _unfinished = new() { Statuses = [VideoStatus.Pending, VideoStatus.Queued, VideoStatus.Indexing] };

    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IVideoStore videos, IWorkQueue queue)
    {
        var id = call.Id("index_id");
        var unfinished = await videos.AllAsync(call.TenantId, id, _unfinished, call.Cancelled).ConfigureAwait(false);
        if (!await indexes.DeleteAsync(call.TenantId, id, call.Cancelled).ConfigureAwait(false)) throw Fail.NotFound("index", id);
        foreach (var video in unfinished) await queue.CancelAsync(call.TenantId, video.Id, CancellationToken.None).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
