using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Indexes;
using Reelsight.Server.Media;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Videos;

/// <summary>
/// GET /indexes/{index_id}/videos/{video_id} → 200 with the video, ready or not.
/// <c>embedding_option</c> (repeated) adds the embeddings of a ready video of an index with the encoder, perhaps without segments;
/// <c>transcription=true</c> adds what is said, or null when nothing is.
/// </summary>
internal static class GetVideo
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IVideoStore videos, IDescribedStore described, MediaLinks links)
    {
        var options = call.Query.Choices("embedding_option", VideoEmbeddings.Options);
        var transcription = call.Query.Flag("transcription", false);
        var video = await FindAsync(call, videos).ConfigureAwait(false);
        var view = VideoView.Of(video, call, links);
        if (video is { Status: VideoStatus.Ready, ContentHash: not null } && (options.Count > 0 || transcription))
        {
            var index = await GetIndex.FindAsync(call, indexes, video.IndexId).ConfigureAwait(false);
            var found = await described.FindAsync(call.TenantId, video.ContentHash, call.Cancelled).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The ready video {video.Id} has no description.");
            view = view with
            {
                Embedding = options.Count > 0 && ModelRoles.EncoderOptions(index) is not null ? VideoEmbeddings.Of(found, options) : null,
                Transcription = transcription ? Transcript(found) : null,
            };
        }
        return TypedResults.Json(view, WireJson.Default.VideoView);
    }

    /// <summary>The video an operation is about, by <c>index_id</c> and <c>video_id</c> of the path.</summary>
    /// <exception cref="ApiException">404: the index has no such video.</exception>
    internal static async Task<VideoRecord> FindAsync(Call call, IVideoStore videos)
    {
        var (indexId, videoId) = (call.Id("index_id"), call.Id("video_id"));
        return await videos.FindAsync(call.TenantId, indexId, videoId, call.Cancelled).ConfigureAwait(false) ?? throw Fail.NotFound("video", videoId);
    }

    // A JSON null, unlike an absent element, is written.
    private static JsonElement Transcript(Described described)
    {
        var phrases = described.Evidence.Where(e => e.Kind == EvidenceKind.Speech).Select(e => new PhraseView(e.StartSec, e.EndSec, e.Text)).ToArray();
        return JsonSerializer.SerializeToElement(phrases.Length == 0 ? null : phrases, WireJson.Default.PhraseViewArray);
    }
}

/// <summary>A spoken phrase; half-open seconds.</summary>
internal sealed record PhraseView(double Start, double End, string Value);
