using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Backups;

/// <summary>Routes of backups of the whole server.</summary>
internal static class BackupsApi
{
    internal static void MapBackups(this IEndpointRouteBuilder api)
    {
        api.MapPost("/backups", CreateBackup.HandleAsync);
        api.MapGet("/backups/latest", GetLatestBackup.Handle);
    }
}
