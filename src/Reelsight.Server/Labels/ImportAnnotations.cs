using Microsoft.AspNetCore.Http;
using Reelsight.Labels;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/imports → 200 with the edit. Takes in the text of a file in the format json (our own), cvat (CVAT for video 1.1) or label-studio (JSON). What came
/// from here is recognised and takes the place of what it was; the same file twice changes nothing more. Its videos are found by their ids or file names, or are <c>video_id</c>.
/// </summary>
internal static class ImportAnnotations
{
    internal const long MostBytes = 64L << 20;

    internal sealed record Body(string? Format, string? Content, string? VideoId, string? Reviewer);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits, IVideoStore videos)
    {
        var set = await edits.SetAsync(call).ConfigureAwait(false);
        var body = await call.ReadJsonAsync(WireJson.Default.ImportAnnotationsBody).ConfigureAwait(false);
        if (string.IsNullOrEmpty(body.Format)) throw Fail.Missing("format");
        if (!Importing.Formats.Contains(body.Format)) throw Fail.Invalid($"The parameter format must be one of {string.Join(", ", Importing.Formats)}.");
        if (string.IsNullOrWhiteSpace(body.Content)) throw Fail.Missing("content");
        var reviewer = AnnotationEdits.Reviewer(body.Reviewer);
        IReadOnlyList<ImportedAnnotation> imported;
        try { imported = Importing.Read(body.Format, body.Content); }
        catch (LabelRuleException e) { throw Fail.Invalid(e.Message); }
        var all = await videos.AllAsync(call.TenantId, set.IndexId, new VideoFilter(), call.Cancelled).ConfigureAwait(false);
        var placed = imported.Select(i => (Imported: i, VideoId: VideoOf(i, body.VideoId, all))).ToList();
        var maps = await edits.MapsAsync(call, set, placed.Select(p => p.VideoId)).ConfigureAwait(false);
        return await edits.RunAsync(call, set, "import", reviewer, draft =>
        {
            var records = new Dictionary<string, AnnotationRecord>(StringComparer.Ordinal);
            foreach (var (one, videoId) in placed)
            {
                var record = Importing.Place(one, body.Format, set, videoId, maps[videoId], reviewer, edits.NextId(), edits.Now);
                var present = draft.Present.Find(record.Id) ?? (record.ClientId is { } client ? draft.Present.FindByClientId(client) : null);
                // Its own id may belong to another set's annotation; within this one it is recognised.
                record = record with { Id = present?.Id ?? record.Id, ClientId = present is null ? record.ClientId : present.ClientId };
                if (present is null || !IsSame(present, record)) records[record.Id] = record;
            }
            return [.. records.Values];
        }, AnnotationEdits.Whole).ConfigureAwait(false);
    }

    private static string VideoOf(ImportedAnnotation imported, string? asked, IReadOnlyList<VideoRecord> videos)
    {
        if (asked is not null) return asked;
        if (imported.VideoId is { } id && videos.Any(v => v.Id == id)) return id;
        var named = imported.Filename is { } file ? videos.Where(v => v.Filename == file).ToList() : [];
        return named is [var only] ? only.Id : throw Fail.Invalid($"The parameter video_id is needed: the file's video ({imported.Filename ?? imported.VideoId ?? "without a name"}) is {(named.Count == 0 ? "not" : "more than once")} in the index of the label set.");
    }

    private static bool IsSame(AnnotationRecord a, AnnotationRecord b) =>
        Bare(a) == Bare(b) && a.Boxes.SequenceEqual(b.Boxes) && a.Evidence.SequenceEqual(b.Evidence);

    private static AnnotationRecord Bare(AnnotationRecord a) => a with { Boxes = [], Evidence = [], Revision = 0, CreatedRevision = 0, CreatedAt = default, UpdatedAt = default };
}
