using Microsoft.AspNetCore.Http;
using Reelsight.Server.Backups;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Api.ReelsightV1.Backups;

/// <summary>
/// POST /reelsight/v1/backups → 202 with the backup, which is written in the background to a folder on the machine of the server: an
/// empty one, or one with an earlier backup, of which only what is new is copied. Only the owner's key may.
/// </summary>
internal static class CreateBackup
{
    internal sealed record Body(string? Folder);

    internal static async Task<IResult> HandleAsync(Call call, BackupRunner runner)
    {
        ThrowIfNotOwner(call);
        var body = await call.ReadJsonAsync(BackupsWireJson.Default.CreateBackupBody);
        var folder = body.Folder ?? throw Fail.Missing("folder");
        if (!Path.IsPathFullyQualified(folder) || folder.Any(char.IsControl))
        {
            throw Fail.Invalid(
                "The parameter folder must be an absolute path on the machine of the server, such as /mnt/backup/reelsight."
            );
        }

        var started = runner.TryStart(Path.GetFullPath(folder))
            ?? throw Fail.Conflict(ErrorCodes.BackupRunning, "A backup is running. Wait until it has ended, then ask again.");
        return TypedResults.Json(BackupView.From(started), BackupsWireJson.Default.BackupView, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Backups hold the data of everybody, and are files on the machine.</summary>
    /// <exception cref="ApiException">403: the key is another's.</exception>
    internal static void ThrowIfNotOwner(Call call)
    {
        if (call.TenantId != TenantNames.Default)
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                ErrorCodes.ApiNotAllowed,
                "Backups are for the owner of the server: use the owner's API key."
            );
        }
    }
}
