using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// PATCH /reelsight/v1/label-sets/{label_set_id} → 200 with the new form; a field that is absent stays. <c>labels</c> replaces all labels,
/// and what they were is kept as a version. A label that annotations have cannot be left out (409 label_in_use). With <c>version</c>, the
/// change is made only if that is still the present one (409 revision_conflict).
/// </summary>
internal static class UpdateLabelSet
{
    internal sealed record Body(string? Name, string? Description, string? Density, IReadOnlyList<LabelBody>? Labels, int? Version);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IAnnotationStore annotations,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.UpdateLabelSetBody);
        var name = ResourceName.CheckChange(body.Name);
        if (body.Density is not null)
        {
            CreateLabelSet.CheckDensity(body.Density);
        }

        var used = body.Labels is null
            ? []
            : (await annotations.ListAllAsync(call.TenantId, set.Id, new AnnotationFilter(), call.Cancellation))
                .Select(a => a.LabelId)
                .ToHashSet();
        var now = clock.GetUtcNow();
        var changed = await sets.UpdateAsync(
            call.TenantId,
            set.Id,
            present =>
            {
                if (body.Version is { } version && version != present.Version)
                {
                    throw Fail.Conflict(
                        ErrorCodes.RevisionConflict,
                        $"The label set is at version {present.Version} by now, not {version}. Read it again and repeat the change."
                    );
                }

                var next = present with
                {
                    Name = name ?? present.Name,
                    Description = body.Description ?? present.Description,
                    Density = body.Density ?? present.Density,
                    UpdatedAt = now,
                };
                if (body.Labels is null)
                {
                    return next;
                }

                var labels = LabelBody.Read(body.Labels, present.Labels, ids);
                if (present.Labels.FirstOrDefault(l => used.Contains(l.Id) && labels.All(n => n.Id != l.Id)) is { } left)
                {
                    throw Fail.Conflict(
                        ErrorCodes.LabelInUse,
                        $"The label \"{left.Name}\" is on annotations. Give these another label or delete them first."
                    );
                }

                return next with
                {
                    Labels = labels,
                    Version = present.Version + 1,
                    Earlier = [.. present.Earlier, new LabelSetVersion(present.Version, now, present.Labels)],
                };
            },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("label set", set.Id);
        return TypedResults.Json(LabelSetView.From(changed), LabelsWireJson.Default.LabelSetView);
    }
}
