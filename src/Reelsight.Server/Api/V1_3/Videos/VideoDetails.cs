using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>
/// One video with what the query asks for: <c>embedding_option</c> (repeated) adds the embeddings of a ready video of an index with the
/// encoder, perhaps without segments; <c>transcription=true</c> adds what is said, or null when nothing is.
/// </summary>
internal sealed class VideoDetails(
    IIndexStore indexes,
    IVideoStore videos,
    IDescriptionStore described,
    Embedder embedder,
    SignedMediaUrls links
)
{
    internal async Task<(VideoRecord Video, VideoView View)> ReadAsync(Call call)
    {
        var options = call.Query.GetChoices("embedding_option", VideoEmbeddings.Options);
        var transcription = call.Query.GetBoolean("transcription", false);
        var video = await GetVideo.FindAsync(call, videos);
        var view = VideoView.From(video, call, links);
        if (video is not { Status: VideoStatus.Ready, ContentHash: not null } || (options.Count == 0 && !transcription))
        {
            return (video, view);
        }

        if (options.Count > 0 && embedder.ExplainUnavailable(call.TenantId) is { } refusal)
        {
            throw Fail.Invalid(refusal);
        }

        var index = await GetIndex.FindAsync(call, indexes, video.IndexId);
        var found = await described.FindAsync(call.TenantId, video.ContentHash, call.Cancellation)
            ?? throw new InvalidOperationException($"The ready video {video.Id} has no description.");
        return (
            video,
            view with
            {
                Embedding =
                    options.Count > 0 && ModelRoles.EncoderOptions(index) is not null
                        ? VideoEmbeddings.Build(call.TenantId, found, embedder, options)
                        : null,
                Transcription = transcription ? BuildTranscription(found) : null,
            }
        );
    }

    // A JSON null, unlike an absent element, is written.
    private static JsonElement BuildTranscription(MediaDescription described)
    {
        var phrases = described
            .Evidence.Where(e => e.Kind == EvidenceKind.Speech)
            .Select(e => new PhraseView(e.StartSec, e.EndSec, e.Text))
            .ToArray();
        return JsonSerializer.SerializeToElement(phrases.Length == 0 ? null : phrases, VideosWireJson.Default.PhraseViewArray);
    }
}

/// <summary>A spoken phrase; half-open seconds.</summary>
internal sealed record PhraseView(double Start, double End, string Value);
