using System.Net.Http.Json;

namespace Reelsight.Cli.Client;

/// <summary>Operations on backups, which the v1.3 API does not have.</summary>
internal sealed partial class ApiClient
{
    private const string BackupsPath = "../reelsight/v1/backups";

    /// <summary>Starts a backup to a folder on the machine of the server.</summary>
    public async Task<WireBackup> StartBackupAsync(string folder, CancellationToken ct)
    {
        using var body = JsonContent.Create(new { Folder = folder }, options: _json);
        return await SendAsync<WireBackup>(HttpMethod.Post, BackupsPath, body, ct);
    }

    /// <summary>The backup that runs, or the last one.</summary>
    public Task<WireBackup> GetLatestBackupAsync(CancellationToken ct) => GetAsync<WireBackup>($"{BackupsPath}/latest", ct);
}
