using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Idempotency;

/// <summary>
/// POST requests with an <c>Idempotency-Key</c>: for a day, the same key and request get the first answer again, and the operation does not
/// run twice; the same key with another request is 409. Failures of the server itself are not kept, so that a retry can succeed. Bodies are
/// hashed while they stream by, uploads of any size too. Answers larger than <see cref="MaxAnswerBytes"/> are not kept.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IResourceStore<IdempotentResponseRecord> answers, TimeProvider clock)
{
    internal const string HeaderName = "Idempotency-Key";
    internal const string ReplayedHeaderName = "Idempotency-Replayed";

    /// <summary>In place of a status while the first request is worked on.</summary>
    private const int ReservedStatus = 0;

    internal const int MaxAnswerBytes = 4 << 20;
    internal static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);
    internal const int MaxKeyLength = 255;

    private readonly KeyedLocks _locks = new();

    /// <summary>Runs the operation, or answers as it was answered before.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || http.Request.Headers[HeaderName] is not [{ } key]
            || !ApiKeyMiddleware.RequiresKey(http)
        )
        {
            await next(http);
            return;
        }
        if (key.Length is 0 or > MaxKeyLength)
        {
            throw Fail.Invalid($"The header {HeaderName} must have 1 to {MaxKeyLength} characters.");
        }

        var tenant = ApiKeyMiddleware.GetTenant(http);
        var id = "idem_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        // The same key sent twice at once: the second waits for the answer to the first.
        using var turn = await _locks.EnterAsync($"{tenant}/{id}", http.RequestAborted);
        await AnswerAsync(http, tenant, id);
    }

    private async Task AnswerAsync(HttpContext http, string tenant, string id)
    {
        using var body = new FingerprintStream(http.Request);
        var kept = await answers.FindAsync(tenant, id, http.RequestAborted);
        if (kept is not null && kept.CreatedAt + KeyLifetime <= clock.GetUtcNow())
        {
            await answers.DeleteAsync(tenant, id, null, http.RequestAborted);
            kept = null;
        }
        if (kept is { Status: ReservedStatus })
        {
            throw Fail.Conflict(
                ErrorCodes.IdempotencyConflict,
                $"The server stopped while it worked on the first request with this {HeaderName}, and does not know whether it took "
                    + "effect. Look whether it did, and ask again with a new key if not."
            );
        }
        if (kept is not null)
        {
            if (kept.Fingerprint != await body.FinishAsync(http.RequestAborted))
            {
                throw Fail.Conflict(
                    ErrorCodes.IdempotencyConflict,
                    $"This {HeaderName} was used with another request. Use a new key for a new request."
                );
            }

            http.Response.Headers[ReplayedHeaderName] = "true";
            http.Response.StatusCode = kept.Status;
            http.Response.ContentType = kept.ContentType;
            if (kept.Body.Length > 0)
            {
                await http.Response.Body.WriteAsync(kept.Body, http.RequestAborted);
            }

            return;
        }

        // Noted before anything is done: were the process to die between the operation and the keeping of its answer, the same request
        // would be done twice.
        await answers.AddAsync(
            [
                new IdempotentResponseRecord
                {
                    Id = id,
                    TenantId = tenant,
                    Fingerprint = "",
                    Status = ReservedStatus,
                    Body = [],
                    CreatedAt = clock.GetUtcNow(),
                },
            ],
            [],
            http.RequestAborted
        );
        var isKept = false;
        try
        {
            isKept = await RunAsync(http, tenant, id, body);
        }
        finally
        {
            if (!isKept)
            {
                await answers.DeleteAsync(tenant, id, null, CancellationToken.None);
            }
        }
    }

    // Runs the operation and keeps its answer; false when the answer is one that is not kept.
    private async Task<bool> RunAsync(HttpContext http, string tenant, string id, FingerprintStream body)
    {
        http.Request.Body = body;
        var sent = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var copy = new CopyingStream(sent.Stream, MaxAnswerBytes);
        http.Response.Body = copy;
        // Whoever sends a key means to ask again: the operation ends and its answer is kept, whether or not this connection lasts.
        http.RequestAborted = CancellationToken.None;
        try
        {
            await next(http);
            await http.Response.CompleteAsync();
        }
        finally
        {
            http.Features.Set(sent);
        }
        if (
            http.Response.StatusCode >= 500
            || http.Response.StatusCode == StatusCodes.Status429TooManyRequests
            || copy.Copied is not { } bytes
        )
        {
            return false;
        }

        var fingerprint = await body.FinishAsync(http.RequestAborted);
        await answers.UpdateAsync(
            tenant,
            id,
            reserved =>
                reserved with
                {
                    Fingerprint = fingerprint,
                    Status = http.Response.StatusCode,
                    ContentType = http.Response.ContentType,
                    Body = bytes,
                    CreatedAt = clock.GetUtcNow(),
                },
            [],
            CancellationToken.None
        );
        return true;
    }
}
