using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/versions → 200 with what the labels were before, oldest first, and when each was replaced.
/// </summary>
internal static class ListLabelSetVersions
{
    /// <summary>Earlier versions of a label set, oldest first.</summary>
    internal sealed record View(IReadOnlyList<LabelSetVersionView> Data);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets)
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        return TypedResults.Json(
            new View([.. set.Earlier.Select(v => new LabelSetVersionView(v.Version, v.ReplacedAt, [.. v.Labels.Select(LabelView.From)]))]),
            LabelsWireJson.Default.LabelSetVersionsView
        );
    }
}
