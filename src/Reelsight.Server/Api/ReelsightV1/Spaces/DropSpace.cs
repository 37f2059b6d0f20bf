using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Pipeline.Indexing;
using Reelsight.Search.Engine;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>
/// DELETE /reelsight/v1/spaces/{space} → 204. Its vectors are gone from the database and from the index of vectors. Only a kept space can
/// go.
/// </summary>
internal static class DropSpace
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IVisualSpaceStore spaces,
        VisualSpaceBuilder builder,
        VectorMaintenance vectors
    )
    {
        var name = (string?)call.Http.GetRouteValue("space") ?? "";
        var found = SwitchSpace.Find(await ListSpaces.ReadAsync(call, spaces, builder), name);
        if (found.State == SpaceView.Active)
        {
            throw Fail.Invalid($"The space {name} is searched. Switch to another one first.");
        }

        if (found.State == SpaceView.Building || name == builder.TargetSpace)
        {
            throw Fail.Invalid(
                $"The space {name} is the one that the settings choose, so it would be built again. Choose another one "
                    + $"(REELSIGHT_JOINT_HEAD) and restart the server first."
            );
        }

        await builder.DropAsync(call.TenantId, name, call.Cancellation);
        await vectors.MaintainAsync(call.TenantId, call.Cancellation);
        return TypedResults.NoContent();
    }
}
