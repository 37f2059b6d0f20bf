using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/imports → 200 with what became of it. Takes in the text of a file in the format json (our
/// own), cvat (CVAT for video 1.1) or label-studio (JSON). What came from here is recognised and takes the place of what it was; the same
/// file twice changes nothing more. Its videos are found by their ids or file names, or are <c>video_id</c>. What cannot be taken in is
/// told with the reason, and the rest is taken in; when nothing can be, the answer is 400.
/// </summary>
internal static class ImportAnnotations
{
    internal const long MaxBytes = 64L << 20;
    private const int MaxReasonsShown = 5;

    internal sealed record Body(string? Format, string? Content, string? VideoId, string? Reviewer);

    /// <summary>
    /// What became of the annotations of a file: new ones, ones that took the place of what was there, and ones that were there already.
    /// Revision 0: nothing changed.
    /// </summary>
    internal sealed record View(long Revision, int Created, int Replaced, int Unchanged, IReadOnlyList<RefusedView> Refused);

    /// <summary>Why annotations were not taken in, and how many.</summary>
    internal sealed record RefusedView(string Reason, int Count);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits, ImportPlacer placer)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.ImportAnnotationsBody);
        if (string.IsNullOrEmpty(body.Format))
        {
            throw Fail.Missing("format");
        }

        if (!AnnotationImporter.Formats.Contains(body.Format))
        {
            throw Fail.Invalid($"The parameter format must be one of {string.Join(", ", AnnotationImporter.Formats)}.");
        }

        if (string.IsNullOrWhiteSpace(body.Content))
        {
            throw Fail.Missing("content");
        }

        var reviewer = ReviewerName.Find(call, body.Reviewer);
        var imported = AnnotationImporter.Read(body.Format, body.Content);
        var video = body.VideoId is { } named && imported.Count > 0 ? Identifiers.Check("video_id", named) : body.VideoId;
        var (records, refused) = await placer.PlaceAsync(set, imported, body.Format, video, reviewer, call.Cancellation);
        var reasons = refused.GroupBy(r => r).Select(g => new RefusedView(g.Key, g.Count())).OrderByDescending(r => r.Count).ToList();
        if (records.Count == 0 && reasons.Count > 0)
        {
            throw Fail.Invalid(
                $"The parameter content holds nothing that can be taken in. "
                    + $"{string.Join(' ', reasons.Take(MaxReasonsShown).Select(r => r.Reason))}"
            );
        }

        var (created, replaced) = (0, 0);
        return await edits.RunAsync(
            call,
            set,
            "import",
            reviewer,
            draft =>
            {
                (var changed, created, replaced) = ImportPlacer.Merge(draft.Current, records);
                return changed;
            },
            edit =>
                TypedResults.Json(
                    new View(edit.Revision, created, replaced, records.Count - created - replaced, reasons),
                    LabelsWireJson.Default.ImportAnnotationsView
                )
        );
    }
}
