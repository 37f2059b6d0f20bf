using System.Globalization;
using Reelsight.Core;
using Reelsight.Server.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// Signed URLs that chunks are sent to. Each is a ticket for one chunk: good for an hour and for one set of bytes. The same bytes may come
/// again, because a client whose answer was lost sends them again to the same URL.
/// </summary>
internal sealed class SignedUploadUrls(
    SignedTokens tokens,
    TenantGate tenants,
    ServerSettings settings,
    IdGenerator ids,
    TimeProvider clock
)
{
    /// <summary>v1.3: how long an upload URL is good.</summary>
    private static readonly TimeSpan _urlLifetime = TimeSpan.FromHours(1);
    private const string Purpose = "chunk";

    /// <summary>New URLs of consecutive chunks; fewer when the upload ends before.</summary>
    internal IReadOnlyList<UploadUrlView> Issue(Call call, UploadRecord upload, int start, int count)
    {
        // Tokens hold whole seconds.
        var end = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + _urlLifetime).ToUnixTimeSeconds());
        var root = $"{PublicBaseUrl.Resolve(call, settings)}{ApiRoutes.UploadRoot}";
        return
        [
            .. Enumerable
                .Range(start, Math.Min(count, upload.ChunkCount - start + 1))
                .Select(index => new UploadUrlView(index, $"{root}/{IssueToken(index)}", end)),
        ];

        string IssueToken(int index) =>
            tokens.Issue(Purpose, end, upload.Id, index.ToString(CultureInfo.InvariantCulture), ids.Next(), call.TenantId);
    }

    /// <summary>The upload and chunk that a token grants.</summary>
    /// <exception cref="ApiException">403: it is forged or over.</exception>
    internal (string TenantId, string UploadId, int Index, string TicketId) ReadToken(string token)
    {
        var parts = tokens.Read(Purpose, token, 4);
        return (tenants.RequireActive(parts[3]).Id, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }
}

/// <summary>Where one chunk is sent to, until when.</summary>
internal sealed record UploadUrlView(int ChunkIndex, string Url, DateTimeOffset ExpiresAt);
