using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// POST /embed/tasks → 201 with the id. A form with <c>model_name</c> and a video as <c>video_url</c> or <c>video_file</c> (the URL wins),
/// perhaps a range, a clip length and scopes. What is wrong with the media fails the task, not this call.
/// </summary>
internal static class CreateEmbedTask
{
    internal static async Task<IResult> HandleAsync(Call call, UploadReceiver uploads, EmbedTaskRepository tasks, Embedder embedder)
    {
        IdView? view = null;
        await uploads.ReceiveAsync(
            call,
            ["video_file"],
            1,
            (_, _) => CreateEmbedding.MaxFileBytes,
            async (form, files) =>
            {
                var model = EmbedModel.Check(form.GetText("model_name"), call, embedder);
                var request = VideoEmbeddingForm.Read(form);
                var source = MediaReader.ReadForm(form, files, "video_url", "video_file", MediaSizeLimits.Timed)
                    ?? throw Fail.Missing("video_url or video_file");
                view = new IdView((await tasks.AddAsync(call, EmbedTaskRepository.V1, model, request, source)).Id);
            }
        );
        return TypedResults.Json(view, CommonWireJson.Default.IdView, statusCode: StatusCodes.Status201Created);
    }
}
