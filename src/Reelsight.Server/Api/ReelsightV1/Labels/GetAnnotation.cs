using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets/{label_set_id}/annotations/{annotation_id} → 200.</summary>
internal static class GetAnnotation
{
    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        return TypedResults.Json(
            VideoAnnotationView.From(await edits.FindAsync(call, set, call.GetId("annotation_id"))),
            LabelsWireJson.Default.VideoAnnotationView
        );
    }
}
