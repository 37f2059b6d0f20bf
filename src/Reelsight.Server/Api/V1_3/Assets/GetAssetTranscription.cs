using Microsoft.AspNetCore.Http;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// GET /assets/{asset_id}/transcription → 200: <c>pending → processing → ready | failed</c>. The first question about an asset that was
/// never listened to starts the work; nothing need be indexed. Images and documents have no transcription: 404. <c>include</c> takes words,
/// sentences and utterances (repeated or with commas; words by default). A kind of entry is absent when the transcription does not support
/// it: the recogniser times phrases, so sentences and utterances are its phrases, there are no words, and no speaker is named. Without
/// anything said the lists are empty.
/// </summary>
internal static class GetAssetTranscription
{
    private const string Words = "words",
        Sentences = "sentences",
        Utterances = "utterances";

    internal static async Task<IResult> HandleAsync(
        Call call,
        IAssetStore assets,
        IResourceStore<FailedTranscriptionRecord> failures,
        Describer describer,
        IJobQueue queue,
        TimeProvider clock
    )
    {
        var id = call.GetId("asset_id");
        IReadOnlyList<string> include = call.Query.GetChoices("include", Words, Sentences, Utterances) is { Count: > 0 } asked
            ? asked
            : [Words];
        var asset = await GetAsset.FindAsync(call, assets, id);
        return TypedResults.Json(await ReadAsync(), AssetsWireJson.Default.TranscriptionView);

        async Task<TranscriptionView> ReadAsync()
        {
            if (asset.Status == AssetStatus.Failed)
            {
                return TranscriptionView.Failed(asset.Failure!);
            }

            if (asset.Status != AssetStatus.Ready)
            {
                return new("pending");
            }

            if (asset.DurationSec is null)
            {
                throw new ApiException(
                    StatusCodes.Status404NotFound,
                    ErrorCodes.ResourceNotExist,
                    $"The asset {id} is {asset.FileType}, which has no transcription; video and sound have one."
                );
            }

            if (await describer.FindTranscriptionAsync(call.TenantId, asset.ContentHash!, call.Cancellation) is { } heard)
            {
                return TranscriptionView.Ready(
                    [.. heard.Phrases.Select(p => new PhraseView(p.StartSec, p.EndSec, p.Text))],
                    include.Contains(Sentences),
                    include.Contains(Utterances)
                );
            }

            if (await failures.FindAsync(call.TenantId, FailedTranscriptionRecord.CreateId(id), call.Cancellation) is { } failed)
            {
                return TranscriptionView.Failed(failed.Failure);
            }

            if (await queue.FindProgressAsync(call.TenantId, id, call.Cancellation) is { } progress)
            {
                return new(string.IsNullOrEmpty(progress.Stage) ? "pending" : "processing");
            }

            await queue.EnqueueAsync(new JobRequest(call.TenantId, JobKinds.TranscribeAsset, id), clock.GetUtcNow(), call.Cancellation);
            return new("pending");
        }
    }
}

/// <summary>A transcription on the wire: its state and the kinds of entries that were asked for and that it supports.</summary>
internal sealed record TranscriptionView([OneOf("pending", "processing", "ready", "failed")] string Status)
{
    public IReadOnlyList<PhraseView>? Sentences { get; init; }
    public IReadOnlyList<PhraseView>? Utterances { get; init; }
    public FailureView? Error { get; init; }

    internal static TranscriptionView Ready(IReadOnlyList<PhraseView> phrases, bool sentences, bool utterances) =>
        new("ready") { Sentences = sentences ? phrases : null, Utterances = utterances ? phrases : null };

    internal static TranscriptionView Failed(Failure failure) => new("failed") { Error = FailureView.From(failure) };
}
