using Microsoft.AspNetCore.Http;
using Reelsight.Core.Time;
using Reelsight.Labels.Editing;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// What operations on annotations share: the label set of the path, checked ids, the frames of the videos, and the answer of an edit. A
/// stale revision is answered with 409 and the annotations as they are now.
/// </summary>
internal sealed class AnnotationEdits(IResourceStore<LabelSetRecord> sets, AnnotationEditor editor, VideoFrameMapReader videos)
{
    /// <summary>The label set of the path.</summary>
    internal Task<LabelSetRecord> GetLabelSetAsync(Call call) => GetLabelSet.FindAsync(call, sets);

    /// <summary>The frames of videos of the set's index, by video id.</summary>
    internal async Task<IReadOnlyDictionary<string, FrameMap>> GetFrameMapsAsync(
        Call call,
        LabelSetRecord set,
        IEnumerable<string> videoIds
    )
    {
        var maps = new Dictionary<string, FrameMap>(StringComparer.Ordinal);
        foreach (var id in videoIds.Distinct(StringComparer.Ordinal))
        {
            var videoId = Identifiers.Check("video_id", id);
            maps[id] = (await videos.FindAsync(call.TenantId, set.IndexId, videoId, call.Cancellation)).Map;
        }

        return maps;
    }

    /// <summary>An annotation of the set.</summary>
    internal Task<AnnotationRecord> FindAsync(Call call, LabelSetRecord set, string id) =>
        editor.FindAsync(set, Identifiers.Check("annotation_id", id), call.Cancellation);

    /// <summary>An annotation of the set, also one that is deleted.</summary>
    internal Task<AnnotationRecord> FindIncludingDeletedAsync(Call call, LabelSetRecord set, string id) =>
        editor.FindIncludingDeletedAsync(set, id, call.Cancellation);

    /// <inheritdoc cref="AnnotationEditor.FindUndoableAsync"/>
    internal Task<long?> FindUndoableAsync(Call call, LabelSetRecord set, string reviewer) =>
        editor.FindUndoableAsync(set, reviewer, call.Cancellation);

    /// <inheritdoc cref="AnnotationEditor.NextId"/>
    internal string NextId() => editor.NextId();

    /// <inheritdoc cref="AnnotationEditor.Now"/>
    internal DateTimeOffset Now => editor.Now;

    /// <summary>Makes one edit and answers with what <paramref name="answer"/> makes of it, or with 409 and the present state.</summary>
    internal async Task<IResult> RunAsync(
        Call call,
        LabelSetRecord set,
        string action,
        string? reviewer,
        Func<AnnotationEditContext, IReadOnlyList<AnnotationRecord>> change,
        Func<AnnotationEdit, IResult> answer,
        long? undoes = null
    )
    {
        try
        {
            return answer(await editor.EditAsync(set, action, reviewer, change, undoes, call.Cancellation));
        }
        catch (AnnotationConflictException e)
        {
            return TypedResults.Json(
                new AnnotationConflictView(ErrorCodes.RevisionConflict, e.Message, [.. e.Current.Select(VideoAnnotationView.From)]),
                LabelsWireJson.Default.AnnotationConflictView,
                statusCode: StatusCodes.Status409Conflict
            );
        }
    }

    /// <summary>The answer that tells all of an edit.</summary>
    internal static IResult ToResult(AnnotationEdit edit) =>
        TypedResults.Json(AnnotationEditView.From(edit), LabelsWireJson.Default.AnnotationEditView);
}
