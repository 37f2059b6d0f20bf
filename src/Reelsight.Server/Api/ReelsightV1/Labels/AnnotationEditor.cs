using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Labels;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// The way every change of annotations goes: the label set is found, the reviewer named, the frames of the videos are at hand, and all of
/// it is one edit. Whoever was faster is not overwritten: a stale revision ends the edit with 409 and what is there by now.
/// </summary>
internal sealed class AnnotationEditor(
    IResourceStore<LabelSetRecord> sets,
    IAnnotationStore annotations,
    VideoFrameMapReader videos,
    IdGenerator ids,
    TimeProvider clock
)
{
    /// <summary>Who changes things when the request names nobody: the holder of the key.</summary>
    internal const string DefaultReviewer = "owner";
    private const int MaxReviewerLength = 64;

    /// <summary>The label set of the path.</summary>
    internal Task<LabelSetRecord> GetLabelSetAsync(Call call) => GetLabelSet.FindAsync(call, sets);

    /// <summary>A checked name of a reviewer.</summary>
    internal static string CheckReviewer(string? name) =>
        string.IsNullOrWhiteSpace(name) ? DefaultReviewer
        : name.Trim() is { Length: <= MaxReviewerLength } reviewer ? reviewer
        : throw Fail.Invalid($"The parameter reviewer must have at most {MaxReviewerLength} letters.");

    /// <summary>Frames of videos of the set's index, by id.</summary>
    internal async Task<IReadOnlyDictionary<string, FrameMap>> GetFrameMapsAsync(
        Call call,
        LabelSetRecord set,
        IEnumerable<string> videoIds
    )
    {
        var maps = new Dictionary<string, FrameMap>(StringComparer.Ordinal);
        foreach (var id in videoIds.Distinct(StringComparer.Ordinal))
        {
            maps[id] = (await videos.FindAsync(call.TenantId, set.IndexId, id, call.Cancellation)).Map;
        }

        return maps;
    }

    /// <summary>An annotation of the set that exists.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    internal async Task<AnnotationRecord> FindAsync(Call call, LabelSetRecord set, string id) =>
        await annotations.FindAsync(call.TenantId, set.Id, Identifiers.Check("annotation_id", id), call.Cancellation)
            is { Deleted: false } found
            ? found
            : throw Fail.NotFound("annotation", id);

    /// <summary>
    /// An annotation of the set, also one that is deleted: whether that matters depends on the revision that the caller knows.
    /// </summary>
    /// <exception cref="ApiException">404: there never was one.</exception>
    internal async Task<AnnotationRecord> FindIncludingDeletedAsync(Call call, LabelSetRecord set, string id) =>
        await annotations.FindAsync(call.TenantId, set.Id, id, call.Cancellation) ?? throw Fail.NotFound("annotation", id);

    /// <summary>A new id.</summary>
    internal string NextId() => ids.Next();

    /// <summary>Now.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Runs one edit and answers with what <paramref name="answer"/> makes of it, or with 409 and the present state.</summary>
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
            var edit = await annotations.EditAsync(
                call.TenantId,
                set.Id,
                new AnnotationEditInfo(action, reviewer, Now, undoes),
                present => change(new AnnotationEditContext(present, reviewer)),
                call.Cancellation
            );
            return answer(edit);
        }
        catch (LabelValidationException e)
        {
            throw Fail.Invalid(e.Message);
        }
        catch (ParentMissingException)
        {
            throw Fail.NotFound("label set", set.Id);
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
