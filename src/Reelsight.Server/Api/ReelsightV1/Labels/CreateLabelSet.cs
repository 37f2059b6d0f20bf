using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets → 201 with the label set. It belongs to an index and goes with it. <c>density</c> says what labels mean:
/// <c>scene</c> what an interval shows, <c>action</c> (the default) what happens from its first frame to its last.
/// </summary>
internal static class CreateLabelSet
{
    internal sealed record Body(string? IndexId, string? Name, string? Description, string? Density, IReadOnlyList<LabelBody>? Labels);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexStore indexes,
        IResourceStore<LabelSetRecord> sets,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.CreateLabelSetBody);
        if (string.IsNullOrEmpty(body.IndexId))
        {
            throw Fail.Missing("index_id");
        }

        var index = await GetIndex.FindAsync(call, indexes, Identifiers.Check("index_id", body.IndexId));
        var now = clock.GetUtcNow();
        var set = new LabelSetRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            IndexId = index.Id,
            Name = ResourceName.Check(body.Name),
            Description = body.Description,
            Density = CheckDensity(body.Density ?? LabelSetRecord.Action),
            Labels = LabelBody.Read(body.Labels, [], ids),
            Version = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await sets.AddAsync([set], [], call.Cancellation);
        return TypedResults.Json(LabelSetView.From(set), LabelsWireJson.Default.LabelSetView, statusCode: StatusCodes.Status201Created);
    }

    internal static string CheckDensity(string density) =>
        density is LabelSetRecord.Scene or LabelSetRecord.Action
            ? density
            : throw Fail.Invalid("The parameter density must be one of scene, action.");
}
