using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>The signed URLs under which the archives of finished exports are downloaded without an API key.</summary>
internal sealed class SignedExportUrls(
    ServerSettings settings,
    SignedTokens tokens,
    TenantGate tenants,
    ExportStorage files,
    TimeProvider clock
)
{
    internal const string RoutePrefix = "/exports";
    private const string Purpose = "export";
    private static readonly TimeSpan _urlLifetime = TimeSpan.FromHours(24);

    /// <summary>The URL of an export's archive; null while there is none.</summary>
    internal string? TryGetUrl(Call call, ExportRecord export)
    {
        if (export.State != LabelJobStates.Ready || !files.Exists(export.Id))
        {
            return null;
        }

        var end = clock.GetUtcNow() + _urlLifetime;
        var token = tokens.Issue(Purpose, end, export.Id, call.TenantId);
        return $"{PublicBaseUrl.Resolve(call, settings)}{RoutePrefix}/{token}/{export.Format}.zip";
    }

    /// <summary>The export that a token grants.</summary>
    /// <exception cref="ApiException">403: the token is forged or has expired.</exception>
    internal (string TenantId, string ExportId) ReadToken(string token) =>
        tokens.Read(Purpose, token, 2) is [var id, var tenant]
            ? (tenants.RequireActive(tenant).Id, id)
            : throw new InvalidOperationException("An export token has two parts.");
}
