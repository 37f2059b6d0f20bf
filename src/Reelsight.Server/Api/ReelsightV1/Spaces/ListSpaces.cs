using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Indexing;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>
/// GET /reelsight/v1/spaces → 200 with every space that footage is placed in: the one searched, the one being built, those kept.
/// </summary>
internal static class ListSpaces
{
    /// <summary>Failures shown of a space; its count has them all.</summary>
    private const int MaxFailuresShown = 100;

    /// <summary>The spaces of a tenant, in order of their names.</summary>
    internal sealed record View(IReadOnlyList<SpaceView> Data);

    internal static async Task<IResult> HandleAsync(Call call, IVisualSpaceStore spaces, VisualSpaceBuilder builder) =>
        TypedResults.Json(new View(await ReadAsync(call, spaces, builder)), SpacesWireJson.Default.SpacesView);

    internal static async Task<IReadOnlyList<SpaceView>> ReadAsync(Call call, IVisualSpaceStore spaces, VisualSpaceBuilder builder)
    {
        var (searched, wanted) = (spaces.FindActive(call.TenantId) ?? builder.TargetSpace, builder.TargetSpace);
        var known = await spaces.ListAsync(call.TenantId, call.Cancellation);
        var total = known.Count > 0 ? known[0].Total : 0;
        var begun = new[] { searched, wanted }
            .Distinct()
            .Where(name => known.All(space => space.Space != name))
            .Select(name => new VisualSpaceProgress(name, 0, 0, total));
        var views = new List<SpaceView>();
        foreach (var space in known.Concat(begun).OrderBy(space => space.Space, StringComparer.Ordinal))
        {
            var state =
                space.Space == searched ? SpaceView.Active
                : space.Space == wanted && space.Done < space.Total ? SpaceView.Building
                : SpaceView.Kept;
            var failures =
                space.Failed == 0 ? [] : await spaces.ListFailuresAsync(call.TenantId, space.Space, MaxFailuresShown, call.Cancellation);
            views.Add(
                new SpaceView(
                    space.Space,
                    state,
                    space.Done,
                    space.Total,
                    space.Failed,
                    [.. failures.Select(failure => new SpaceFailureView(failure.VideoId, failure.Filename, failure.Reason))]
                )
            );
        }
        return views;
    }
}
