using Microsoft.AspNetCore.Http;
using Reelsight.Server.Backups;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Backups;

/// <summary>
/// GET /reelsight/v1/backups/latest → 200 with the backup that runs, or the last that ended since the server started.
/// </summary>
internal static class GetLatestBackup
{
    internal static IResult Handle(Call call, BackupRunner runner)
    {
        CreateBackup.ThrowIfNotOwner(call);
        return TypedResults.Json(
            BackupView.From(runner.Latest ?? throw Fail.NotFound("backup", "latest")),
            BackupsWireJson.Default.BackupView
        );
    }
}
