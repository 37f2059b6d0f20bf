using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http;

namespace Reelsight.Server.Labels;

/// <summary>Routes of label sets and of the annotations made with them.</summary>
internal static class LabelsApi
{
    internal static void MapLabels(this IEndpointRouteBuilder own)
    {
        own.MapGet("/videos/{video_id}/frames", GetVideoFrames.HandleAsync);
        own.MapPost("/label-sets", CreateLabelSet.HandleAsync);
        own.MapGet("/label-sets", ListLabelSets.HandleAsync);
        const string set = "/label-sets/{label_set_id}",
            annotations = set + "/annotations",
            annotation = annotations + "/{annotation_id}";
        own.MapGet(set, GetLabelSet.HandleAsync);
        own.MapPatch(set, UpdateLabelSet.HandleAsync);
        own.MapDelete(set, DeleteLabelSet.HandleAsync);
        own.MapGet(set + "/versions", ListLabelSetVersions.HandleAsync);
        own.MapGet(set + "/history", ListAnnotationEdits.HandleAsync);
        own.MapPost(set + "/undo", UndoAnnotationEdit.HandleAsync);
        own.MapPost(annotations, CreateAnnotation.HandleAsync);
        own.MapGet(annotations, ListAnnotations.HandleAsync);
        own.MapPatch(annotations, ChangeAnnotations.HandleAsync);
        own.MapPost(annotations + "/merge", MergeAnnotations.HandleAsync);
        own.MapGet(annotation, GetAnnotation.HandleAsync);
        own.MapPatch(annotation, UpdateAnnotation.HandleAsync);
        own.MapDelete(annotation, DeleteAnnotation.HandleAsync);
        own.MapPost(annotation + "/split", SplitAnnotation.HandleAsync);
        const string runs = set + "/auto-labels",
            exports = set + "/exports";
        own.MapGet(set + "/suggestions", SuggestLabels.HandleAsync);
        own.MapPost(runs, CreateAutoLabelRun.HandleAsync);
        own.MapGet(runs, ListAutoLabelRuns.HandleAsync);
        own.MapGet(runs + "/{run_id}", GetAutoLabelRun.HandleAsync);
        own.MapDelete(runs + "/{run_id}", CancelAutoLabelRun.HandleAsync);
        own.MapGet(set + "/review-queue", ListReviewItems.HandleAsync);
        own.MapGet(set + "/agreement", GetAgreement.HandleAsync);
        own.MapGet(set + "/datasheet", GetDatasheet.HandleAsync);
        own.MapGet(set + "/export", ExportAnnotations.HandleAsync);
        own.MapPost(set + "/imports", ImportAnnotations.HandleAsync).WithMetadata(new BodyLimit(ImportAnnotations.MostBytes));
        own.MapPost(exports, CreateExport.HandleAsync);
        own.MapGet(exports, ListExports.HandleAsync);
        own.MapGet(exports + "/{export_id}", GetExport.HandleAsync);
        own.MapDelete(exports + "/{export_id}", DeleteExport.HandleAsync);
    }

    /// <summary>Finished exports, under signed URLs that need no key.</summary>
    internal static void MapExports(this IEndpointRouteBuilder app) =>
        app.MapGet(ExportFiles.Root + "/{token}/{name}", DownloadExport.HandleAsync);
}
