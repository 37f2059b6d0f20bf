using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// POST /embed-v2/tasks → 202 with the id. <c>audio</c> or <c>video</c> of any length, as <c>POST /embed-v2</c> takes them. What is wrong
/// with the media fails the task, not this call.
/// </summary>
internal static class CreateEmbedV2Task
{
    internal static async Task<IResult> HandleAsync(Call call, MediaReader media, EmbedTaskRepository tasks, Embedder embedder)
    {
        var body = await call.ReadJsonAsync(EmbedWireJson.Default.EmbedV2Body);
        var model = EmbedModel.Check(body.ModelName, call, embedder);
        var type = body.InputType switch
        {
            "audio" or "video" => body.InputType,
            null or "" => throw Fail.Missing("input_type"),
            _ => throw Fail.Invalid(
                "The parameter input_type must be audio or video; texts and images are embedded at once by POST /embed-v2."
            ),
        };
        var timed = CreateEmbeddingV2.Require(type == "video" ? body.Video : body.Audio, type);
        var request = TimedRequest.Read(type, timed, type == "video");
        EmbedV2TaskView? view = null;
        await media.ReadAsync(call, $"{type}.media_source", timed.MediaSource, MediaSizeLimits.Timed, async source =>
        {
            var task = await tasks.AddAsync(call, EmbedTaskRepository.V2, model, request, source);
            view = EmbedV2TaskView.From(task, null);
        });
        return TypedResults.Json(view, EmbedWireJson.Default.EmbedV2TaskView, statusCode: StatusCodes.Status202Accepted);
    }
}
