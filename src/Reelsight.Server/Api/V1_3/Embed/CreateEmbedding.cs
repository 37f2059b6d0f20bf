using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// POST /embed → 200 with vectors of whatever the form holds, of one kind or several: <c>text</c> (500 tokens; a longer one is refused
/// unless <c>text_truncate</c> is <c>start</c> or <c>end</c>), an image, audio from <c>audio_start_offset_sec</c> on, and a video of up to
/// ten minutes, each as <c>KIND_url</c> or <c>KIND_file</c>. Audio and video come in pieces of 6 s.
/// </summary>
internal static class CreateEmbedding
{
    /// <summary>v1.3: largest file.</summary>
    internal const long MaxFileBytes = 2L << 30;
    private static readonly string[] _files = ["image_file", "audio_file", "video_file"];
    private const double AudioSegmentSec = 6;

    internal static async Task<IResult> HandleAsync(
        Call call,
        UploadReceiver uploads,
        MediaReader media,
        SynchronousEmbedder embedding,
        Embedder embedder
    )
    {
        EmbedView? view = null;
        await uploads.ReceiveAsync(call, _files, 1, MaxBytes, async (form, files) =>
        {
            var model = EmbedModel.Check(form.GetText("model_name"), call, embedder);
            var text = ReadText(form);
            var image = MediaReader.ReadForm(form, files, "image_url", "image_file", MediaSizeLimits.Image);
            var audio = MediaReader.ReadForm(form, files, "audio_url", "audio_file", MediaSizeLimits.Timed);
            var video = MediaReader.ReadForm(form, files, "video_url", "video_file", MediaSizeLimits.Timed);
            if (text is null && image is null && audio is null && video is null)
            {
                throw Fail.Missing("text, image_url, image_file, audio_url, audio_file, video_url or video_file");
            }

            var soundFrom = form.GetNumber("audio_start_offset_sec") ?? 0;
            TimeRangeRules.Check("audio_start_offset_sec", soundFrom, "", null);
            var sound = new EmbeddingRequest
            {
                IsVideo = false,
                StartSec = soundFrom,
                FixedSec = AudioSegmentSec,
                Options = [EmbeddingOptions.Audio],
                Segments = true,
                Whole = false,
            };
            var pieces = VideoEmbeddingForm.Read(form);
            view = new EmbedView(
                model,
                text is null ? null : new([new(embedder.EmbedText(call.TenantId, text))]),
                await EachAsync("image", image, PictureAsync),
                await EachAsync("audio", audio, (path, opened) => TimedAsync(path, opened, sound)),
                await EachAsync("video", video, (path, opened) => TimedAsync(path, opened, pieces))
            );
        });
        return TypedResults.Json(view, EmbedWireJson.Default.EmbedView);

        async Task<SegmentsView?> EachAsync(
            string kind,
            MediaSource? source,
            Func<string, MediaHandle, Task<(IReadOnlyList<SegmentView>, EmbedMetadataView)>> embed
        )
        {
            if (source is null)
            {
                return null;
            }

            var path = source is MediaSource.FromUrl ? $"{kind}_url" : $"{kind}_file";
            var opened = await media.OpenAsync(call, path, source);
            await using (opened)
            {
                var (segments, metadata) = await embed(path, opened);
                return new(
                    segments,
                    metadata with
                    {
                        InputUrl = (source as MediaSource.FromUrl)?.Url.AbsoluteUri,
                        InputFilename = (source as MediaSource.FromContent)?.Filename,
                    }
                );
            }
        }

        async Task<(IReadOnlyList<SegmentView>, EmbedMetadataView)> PictureAsync(string path, MediaHandle opened) =>
            ([new(await embedding.EmbedImageAsync(call, path, opened))], new());

        async Task<(IReadOnlyList<SegmentView>, EmbedMetadataView)> TimedAsync(string path, MediaHandle opened, EmbeddingRequest request)
        {
            var embedded = await embedding.EmbedTimedAsync(call, path, opened, request);
            return (
                [.. embedded.Segments.Select(SegmentView.From)],
                EmbedMetadataView.From(request, "video", null, null, embedded.DurationSec)
            );
        }
    }

    private static string? ReadText(RequestFields form)
    {
        var cut = form.GetChoice("text_truncate", "none", "none", "start", "end");
        if (form.GetText("text") is not { } text)
        {
            return null;
        }

        return TokenLimit.Check("text", cut == "none" ? text : TokenLimit.Truncate(text, cut == "start"));
    }

    private static long MaxBytes(string field, string? fileName) =>
        field == "image_file" ? MediaSizeLimits.Image.MaxUrlBytes : MaxFileBytes;
}
