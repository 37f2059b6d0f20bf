using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Pipeline.Indexing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>
/// POST /reelsight/v1/spaces/{space}/switch → 200 with the space, now active. It must have every file of the space that was; that one is
/// kept, and does not come back by itself. What is building switches without this when it is complete.
/// </summary>
internal static class SwitchSpace
{
    internal static async Task<IResult> HandleAsync(Call call, IVisualSpaceStore spaces, VisualSpaceBuilder builder)
    {
        var name = (string?)call.Http.GetRouteValue("space") ?? "";
        var found = Find(await ListSpaces.ReadAsync(call, spaces, builder), name);
        if (found.State != SpaceView.Active && !await spaces.ActivateAsync(call.TenantId, name, isManual: true, call.Cancellation))
        {
            throw Fail.Invalid(
                found.State == SpaceView.Building
                    ? $"The space {name} has {found.Done} of {found.Total} files yet. Searches switch to it by themselves when it "
                        + $"is complete."
                    : $"The space {name} lacks {found.Total - found.Done} files that are searched now. Choose it in the settings "
                        + $"(REELSIGHT_JOINT_HEAD) and restart the server; what it lacks is placed in it then."
            );
        }

        return TypedResults.Json(Find(await ListSpaces.ReadAsync(call, spaces, builder), name), SpacesWireJson.Default.SpaceView);
    }

    /// <summary>The space of that name.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    internal static SpaceView Find(IReadOnlyList<SpaceView> spaces, string name) =>
        spaces.FirstOrDefault(space => space.Name == name)
        ?? throw new ApiException(
            404,
            ErrorCodes.ResourceNotExist,
            $"There is no space {name}. There are: {string.Join(", ", spaces.Select(space => space.Name))}."
        );
}
