using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>Finished exports on the disk, and the URLs that they are fetched under. They are kept for a week.</summary>
internal sealed class ExportStorage(ServerSettings settings, SignedTokens tokens, TimeProvider clock)
{
    internal const string RoutePrefix = "/exports";
    private const string Purpose = "export";

    /// <summary>How long a file is kept.</summary>
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    private static readonly TimeSpan _urlLifetime = TimeSpan.FromHours(24);

    private string Folder => Path.Combine(settings.DataDir, "exports");

    /// <summary>Where the file of an export lies, or will.</summary>
    internal string GetPath(string exportId)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, $"{exportId}.zip");
    }

    /// <summary>A URL that needs no key.</summary>
    internal string GetUrl(Call call, ExportRecord export)
    {
        var end = clock.GetUtcNow() + _urlLifetime;
        return $"{PublicBaseUrl.Resolve(call, settings)}{RoutePrefix}/{tokens.Issue(Purpose, end, export.Id, call.TenantId)}/{export.Format}.zip";
    }

    /// <summary>The export that a token grants.</summary>
    internal (string TenantId, string ExportId) ReadToken(string token) =>
        tokens.Read(Purpose, token, 2) is [var id, var tenant]
            ? (tenant, id)
            : throw new InvalidOperationException("An export token has two parts.");

    /// <summary>Deletes the file of an export, if there is one.</summary>
    internal void Delete(string exportId) => File.Delete(GetPath(exportId));

    /// <summary>Deletes files that are kept no longer: also those whose label set went with its index.</summary>
    internal void DeleteExpired()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            if (File.GetLastWriteTimeUtc(file) < (clock.GetUtcNow() - Retention).UtcDateTime)
            {
                File.Delete(file);
            }
        }
    }
}
