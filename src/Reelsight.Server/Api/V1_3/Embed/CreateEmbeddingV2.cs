using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// POST /embed-v2 → 200 with the vectors of one input: <c>text</c> (500 tokens), <c>image</c>, <c>text_image</c> and <c>multi_input</c>
/// (one vector of all together), <c>audio</c> and <c>video</c> (up to ten minutes; see <see cref="TimedRequest"/>). Media is a URL, base64
/// text or an asset.
/// </summary>
internal static class CreateEmbeddingV2
{
    internal static async Task<IResult> HandleAsync(Call call, MediaReader media, SynchronousEmbedder embedding, Embedder embedder)
    {
        var body = await call.ReadJsonAsync(EmbedWireJson.Default.EmbedV2Body);
        EmbedModel.Check(body.ModelName, call, embedder);
        var view = body.InputType switch
        {
            "text" => CreateSingleVectorView(
                embedder.EmbedText(call.TenantId, TokenLimit.Check("text.input_text", Require(body.Text, "text").InputText)),
                null
            ),
            "image" => await ImageAsync("image", Require(body.Image, "image").MediaSource, null),
            "text_image" => await ImageAsync(
                "text_image",
                Require(body.TextImage, "text_image").MediaSource,
                TokenLimit.Check("text_image.input_text", body.TextImage!.InputText)
            ),
            "multi_input" => CreateSingleVectorView(
                await MultiInputEmbedding.EmbedAsync(call, Require(body.MultiInput, "multi_input"), media, embedding, embedder),
                new EmbedV2MetadataView { InputType = "multi_input" }
            ),
            "audio" => await TimedAsync("audio", Require(body.Audio, "audio"), false),
            "video" => await TimedAsync("video", Require(body.Video, "video"), true),
            null or "" => throw Fail.Missing("input_type"),
            _ => throw Fail.Invalid("The parameter input_type must be one of text, image, text_image, audio, video, multi_input."),
        };
        return TypedResults.Json(view, EmbedWireJson.Default.EmbedV2View);

        async Task<EmbedV2View> ImageAsync(string type, MediaSourceBody? source, string? text)
        {
            var path = $"{type}.media_source";
            var opened = await media.OpenAsync(call, path, source, MediaSizeLimits.Image);
            await using (opened)
            {
                var seen = await embedding.EmbedImageAsync(call, path, opened);
                var vector = text is null ? seen : Embedder.Average([seen, embedder.EmbedText(call.TenantId, text)])!;
                return CreateSingleVectorView(
                    vector,
                    new EmbedV2MetadataView
                    {
                        InputType = type,
                        InputUrl = source!.Url,
                        InputFilename = GetFilename(source, opened),
                    }
                );
            }
        }

        async Task<EmbedV2View> TimedAsync(string type, EmbedTimedBody timed, bool isVideo)
        {
            var request = TimedRequest.Read(type, timed, isVideo);
            var path = $"{type}.media_source";
            var opened = await media.OpenAsync(call, path, timed.MediaSource, MediaSizeLimits.Timed);
            await using (opened)
            {
                var embedded = await embedding.EmbedTimedAsync(call, path, opened, request);
                var metadata = EmbedV2MetadataView.From(
                    request,
                    timed.MediaSource!.Url,
                    GetFilename(timed.MediaSource, opened),
                    embedded.DurationSec
                );
                return new([.. embedded.Segments.Select(EmbeddingDataView.From)], metadata);
            }
        }
    }

    /// <summary>The object that the input type calls for.</summary>
    internal static T Require<T>(T? value, string name)
        where T : class => value ?? throw Fail.Missing(name);

    // What came by URL is named by its URL, what came as text has no name.
    private static string? GetFilename(MediaSourceBody source, Reelsight.Pipeline.Assets.MediaHandle opened) =>
        source.AssetId is { Length: > 0 } ? opened.Filename : null;

    private static EmbedV2View CreateSingleVectorView(float[] vector, EmbedV2MetadataView? metadata) => new([new(vector)], metadata);
}
