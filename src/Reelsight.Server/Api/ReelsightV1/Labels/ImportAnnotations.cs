using Microsoft.AspNetCore.Http;
using Reelsight.Core.Time;
using Reelsight.Labels;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

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

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEditor edits, IVideoStore videos)
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

        var reviewer = AnnotationEditor.CheckReviewer(body.Reviewer);
        IReadOnlyList<ImportedAnnotation> imported;
        try
        {
            imported = AnnotationImporter.Read(body.Format, body.Content);
        }
        catch (LabelValidationException e)
        {
            throw Fail.Invalid(e.Message);
        }
        var all = body.VideoId is null ? await videos.ListAllAsync(call.TenantId, set.IndexId, new VideoFilter(), call.Cancellation) : [];
        var (placed, refused) = (new List<AnnotationRecord>(), new List<string>());
        foreach (var group in imported.GroupBy(i => body.VideoId is null ? (i.VideoId, i.Filename) : (body.VideoId, null)))
        {
            var (video, map, why) = await FindVideoAsync(call, edits, set, group.First(), body.VideoId, all);
            foreach (var one in group)
            {
                try
                {
                    placed.Add(
                        AnnotationImporter.CreateRecord(
                            one,
                            body.Format,
                            set,
                            video ?? throw new LabelValidationException(why!),
                            map!,
                            reviewer,
                            edits.NextId(),
                            edits.Now
                        )
                    );
                }
                catch (LabelValidationException e)
                {
                    refused.Add(e.Message);
                }
            }
        }
        var reasons = refused.GroupBy(r => r).Select(g => new RefusedView(g.Key, g.Count())).OrderByDescending(r => r.Count).ToList();
        if (placed.Count == 0 && reasons.Count > 0)
        {
            throw Fail.Invalid(
                $"The parameter content holds nothing that can be taken in. {string.Join(' ', reasons.Take(MaxReasonsShown).Select(r => r.Reason))}"
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
                (created, replaced) = (0, 0);
                var records = new Dictionary<string, AnnotationRecord>(StringComparer.Ordinal);
                foreach (var one in placed)
                {
                    var present = draft.Current.Find(one.Id) ?? (one.ClientId is { } client ? draft.Current.FindByClientId(client) : null);
                    // Its own id may belong to another set's annotation; within this one it is recognised.
                    var record = one with { Id = present?.Id ?? one.Id, ClientId = present is null ? one.ClientId : present.ClientId };
                    if ((present is null || !IsSame(present, record)) && records.TryAdd(record.Id, record))
                    {
                        _ = present is null or { Deleted: true } ? created++ : replaced++;
                    }
                }
                return [.. records.Values];
            },
            edit =>
                TypedResults.Json(
                    new View(edit.Revision, created, replaced, placed.Count - created - replaced, reasons),
                    LabelsWireJson.Default.ImportAnnotationsView
                )
        );
    }

    // The video that annotations belong to with its frames, or why there is none. One that the request names must be there.
    private static async Task<(string? VideoId, FrameMap? Map, string? Why)> FindVideoAsync(
        Call call,
        AnnotationEditor edits,
        LabelSetRecord set,
        ImportedAnnotation imported,
        string? asked,
        IReadOnlyList<VideoRecord> videos
    )
    {
        var named = imported.Filename is { } file ? videos.Where(v => v.Filename == file).ToList() : [];
        var id = asked ?? videos.FirstOrDefault(v => v.Id == imported.VideoId)?.Id ?? (named is [var only] ? only.Id : null);
        if (id is null)
        {
            return (
                null,
                null,
                $"The video {imported.Filename ?? imported.VideoId ?? "without a name"} is {(named.Count == 0 ? "not" : "more than once")} in the index of the label set. Say which video it is by video_id."
            );
        }

        try
        {
            return (id, (await edits.GetFrameMapsAsync(call, set, [id]))[id], null);
        }
        catch (ApiException e) when (asked is null)
        {
            return (null, null, e.Message);
        }
    }

    private static bool IsSame(AnnotationRecord a, AnnotationRecord b) =>
        WithoutBookkeeping(a) == WithoutBookkeeping(b) && a.Boxes.SequenceEqual(b.Boxes) && a.Evidence.SequenceEqual(b.Evidence);

    private static AnnotationRecord WithoutBookkeeping(AnnotationRecord a) =>
        a with
        {
            Boxes = [],
            Evidence = [],
            Revision = 0,
            CreatedRevision = 0,
            CreatedAt = default,
            UpdatedAt = default,
        };
}
