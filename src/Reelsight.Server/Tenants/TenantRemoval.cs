using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Labels.Exchange;
using Reelsight.Search.VectorSync;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tenants;

/// <summary>
/// Deletes tenants with all that is theirs: first the tenant is marked, and refused from then on; then its records go, then its files, and
/// the tenant last. What a crash interrupts is gone on with at the next start.
/// </summary>
internal sealed partial class TenantRemoval(
    ITenantStore tenants,
    IResourceStore<ExportRecord> exports,
    ExportStorage exportFiles,
    TenantVectorIndexes vectors,
    ServerSettings settings,
    TimeProvider clock,
    ILogger<TenantRemoval> log
) : BackgroundService
{
    /// <summary>Folders of the data folder that hold one folder a tenant.</summary>
    private static readonly string[] _folders = ["blobs", "uploads", "vectors", "maps"];

    /// <summary>Deletes a tenant.</summary>
    /// <exception cref="ApiException">404: there is none; 409: it is the tenant of the settings' key.</exception>
    internal async Task RemoveAsync(string tenantId, CancellationToken ct)
    {
        ThrowIfDefault(tenantId);
        var marked = await tenants.UpdateAsync(tenantId, t => t with { RemovedAt = t.RemovedAt ?? clock.GetUtcNow() }, ct);
        _ = marked ?? throw Fail.NotFound("tenant", tenantId);
        // From here on it goes on whoever asked leaves.
        await DeleteAllAsync(tenantId);
    }

    /// <summary>Refuses what would shut out the administrator of the server.</summary>
    /// <exception cref="ApiException">409.</exception>
    internal static void ThrowIfDefault(string tenantId)
    {
        if (tenantId == TenantNames.Default)
        {
            throw Fail.Conflict(
                ErrorCodes.TenantIsDefault,
                "This is the account that the key of the server's settings belongs to. It can be neither suspended nor deleted."
            );
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var tenant in await tenants.ListRemovedAsync(stoppingToken))
        {
            try
            {
                await DeleteAllAsync(tenant.Id);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotRemoved(e, tenant.Id, e.Message);
            }
        }
    }

    private async Task DeleteAllAsync(string tenantId)
    {
        var archives = await exports.ListAllAsync(tenantId, new ResourceFilter(), CancellationToken.None);
        await tenants.DeleteRecordsAsync(tenantId, CancellationToken.None);
        foreach (var export in archives)
        {
            exportFiles.Delete(export.Id);
        }

        vectors.CloseTenant(tenantId);
        foreach (var folder in _folders.Select(name => new DirectoryInfo(Path.Combine(settings.DataDir, name, tenantId))))
        {
            if (folder.Exists)
            {
                folder.Delete(recursive: true);
            }
        }

        await tenants.DeleteAsync(tenantId, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tenant {TenantId} could not be deleted and will be tried again: {Reason}")]
    private partial void LogNotRemoved(Exception e, string tenantId, string reason);
}
