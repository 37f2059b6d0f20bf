using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>Routes of label sets and of the annotations made with them.</summary>
internal static class LabelsApi
{
    internal static void MapLabels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/videos/{video_id}/frames", GetVideoFrames.HandleAsync);
        api.MapPost("/label-sets", CreateLabelSet.HandleAsync);
        api.MapGet("/label-sets", ListLabelSets.HandleAsync);
        const string set = "/label-sets/{label_set_id}",
            annotations = set + "/annotations",
            annotation = annotations + "/{annotation_id}";
        api.MapGet(set, GetLabelSet.HandleAsync);
        api.MapPatch(set, UpdateLabelSet.HandleAsync);
        api.MapDelete(set, DeleteLabelSet.HandleAsync);
        api.MapGet(set + "/versions", ListLabelSetVersions.HandleAsync);
        api.MapGet(set + "/history", ListAnnotationEdits.HandleAsync);
        api.MapPost(set + "/undo", UndoAnnotationEdit.HandleAsync);
        api.MapPost(annotations, CreateAnnotation.HandleAsync);
        api.MapGet(annotations, ListAnnotations.HandleAsync);
        api.MapPatch(annotations, ChangeAnnotations.HandleAsync);
        api.MapPost(annotations + "/merge", MergeAnnotations.HandleAsync);
        api.MapGet(annotation, GetAnnotation.HandleAsync);
        api.MapPatch(annotation, UpdateAnnotation.HandleAsync);
        api.MapDelete(annotation, DeleteAnnotation.HandleAsync);
        api.MapPost(annotation + "/split", SplitAnnotation.HandleAsync);
        const string runs = set + "/auto-labels",
            exports = set + "/exports";
        api.MapGet(set + "/suggestions", SuggestLabels.HandleAsync);
        api.MapPost(runs, CreateAutoLabelRun.HandleAsync);
        api.MapGet(runs, ListAutoLabelRuns.HandleAsync);
        api.MapGet(runs + "/{run_id}", GetAutoLabelRun.HandleAsync);
        api.MapDelete(runs + "/{run_id}", CancelAutoLabelRun.HandleAsync);
        api.MapGet(set + "/review-queue", ListReviewItems.HandleAsync);
        const string taught = set + "/labels/{label_id}/taught";
        api.MapGet(set + "/taught", ListTaughtLabels.HandleAsync);
        api.MapGet(taught, GetTaughtLabel.HandleAsync);
        api.MapGet(taught + "/file", GetTaughtLabelFile.HandleAsync);
        api.MapPost(taught + "/file", ImportTaughtLabel.HandleAsync);
        api.MapGet(set + "/agreement", GetAgreement.HandleAsync);
        api.MapGet(set + "/datasheet", GetDatasheet.HandleAsync);
        api.MapGet(set + "/export", ExportAnnotations.HandleAsync);
        api.MapPost(set + "/imports", ImportAnnotations.HandleAsync).WithMetadata(new BodyLimit(ImportAnnotations.MaxBytes));
        api.MapPost(exports, CreateExport.HandleAsync);
        api.MapGet(exports, ListExports.HandleAsync);
        api.MapGet(exports + "/{export_id}", GetExport.HandleAsync);
        api.MapDelete(exports + "/{export_id}", DeleteExport.HandleAsync);
    }

    /// <summary>Finished exports, under signed URLs that need no key.</summary>
    internal static void MapExports(this IEndpointRouteBuilder app) =>
        app.MapGet(SignedExportUrls.RoutePrefix + "/{token}/{name}", DownloadExport.HandleAsync);
}
