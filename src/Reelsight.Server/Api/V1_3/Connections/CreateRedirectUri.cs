using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>
/// POST /connections/redirect-uris → 201 with the address. It must be https, lead to a public host, and hold no wildcard, user or fragment:
/// else 422. One that is there already: 409. More than 20: 422.
/// </summary>
internal static class CreateRedirectUri
{
    private const int MaxRedirectUris = 20;
    private const int MaxUriLength = 2048;

    internal sealed record Body(string? RedirectUri);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<RedirectUriRecord> uris, IdGenerator ids, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(ConnectionsWireJson.Default.CreateRedirectUriBody);
        if (string.IsNullOrEmpty(body.RedirectUri))
        {
            throw Fail.Missing("redirect_uri");
        }

        if (FindProblem(body.RedirectUri) is { } complaint)
        {
            throw Unprocessable(ErrorCodes.RedirectUriInvalid, $"The parameter redirect_uri {complaint}.");
        }

        if (await uris.CountAsync(call.TenantId, new ResourceFilter(), call.Cancellation) >= MaxRedirectUris)
        {
            throw Unprocessable(
                ErrorCodes.RedirectUriLimitExceeded,
                $"There are {MaxRedirectUris} redirect URIs, the most there can be. Delete one first."
            );
        }

        var now = clock.GetUtcNow();
        var uri = new RedirectUriRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            RedirectUri = body.RedirectUri,
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await uris.AddAsync([uri], [], call.Cancellation);
        }
        catch (DuplicateNameException)
        {
            throw Fail.Conflict(ErrorCodes.RedirectUriAlreadyExists, $"The redirect URI {body.RedirectUri} is registered already.");
        }
        return TypedResults.Json(
            RedirectUriView.From(uri),
            ConnectionsWireJson.Default.RedirectUriView,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static string? FindProblem(string text)
    {
        if (text.Length > MaxUriLength)
        {
            return $"must have at most {MaxUriLength} characters";
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            return "must hold no wildcard";
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            return "must be an absolute https address";
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return "must hold no user and no fragment";
        }

        var open = IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? PublicAddresses.Contains(address)
            : uri.DnsSafeHost.Contains('.', StringComparison.Ordinal);
        return open ? null : "must lead to a public host";
    }

    private static ApiException Unprocessable(string code, string message) => new(StatusCodes.Status422UnprocessableEntity, code, message);
}

/// <summary>A redirect URI on the wire.</summary>
internal sealed record RedirectUriView([property: JsonPropertyName("_id")] string Id, string RedirectUri, DateTimeOffset CreatedAt)
{
    internal static RedirectUriView From(RedirectUriRecord uri) => new(uri.Id, uri.RedirectUri, uri.CreatedAt);
}
