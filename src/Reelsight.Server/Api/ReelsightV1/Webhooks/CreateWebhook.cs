using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Fetch;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>
/// POST /reelsight/v1/webhooks → 201 with the webhook and, this once, its secret. <c>url</c> is required; <c>events</c> names the kinds it
/// wants, all when absent. An account may have 20.
/// </summary>
internal static class CreateWebhook
{
    private const int MaxWebhooks = 20;

    internal sealed record Body(string? Url, IReadOnlyList<string>? Events);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<WebhookRecord> webhooks,
        WebhookSigner secret,
        GuardedFetch fetch,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(WebhooksWireJson.Default.CreateWebhookBody);
        if (string.IsNullOrEmpty(body.Url))
        {
            throw Fail.Missing("url");
        }

        var url = FileNames.ReadUrl("url", body.Url);
        await CheckAddressAsync(url, fetch, call.Cancellation);
        var events = body.Events ?? [];
        if (events.FirstOrDefault(e => !WebhookDispatcher.Types.Contains(e)) is { } unknown)
        {
            throw Fail.Invalid($"The parameter events takes {string.Join(", ", WebhookDispatcher.Types)}; there is no {unknown}.");
        }

        if (await webhooks.CountAsync(call.TenantId, new ResourceFilter(), call.Cancellation) >= MaxWebhooks)
        {
            throw Fail.Refused(ErrorCodes.UsageLimitExceeded, $"An account may have {MaxWebhooks} webhooks. Delete one first.");
        }

        var now = clock.GetUtcNow();
        var webhook = new WebhookRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Url = url.AbsoluteUri,
            Events = [.. events.Distinct()],
            CreatedAt = now,
            UpdatedAt = now,
        };
        await webhooks.AddAsync([webhook], [], call.Cancellation);
        return TypedResults.Json(
            WebhookView.From(webhook) with
            {
                Secret = secret.GetSecret(webhook.Id),
            },
            WebhooksWireJson.Default.WebhookView,
            statusCode: StatusCodes.Status201Created
        );
    }

    // Told at once; an address that leads elsewhere later is refused when it is used.
    private static async Task CheckAddressAsync(Uri url, GuardedFetch fetch, CancellationToken ct)
    {
        try
        {
            await fetch.CheckAsync(url, ct);
        }
        catch (FetchException e)
        {
            throw Fail.Invalid($"The parameter url: {e.Message}");
        }
    }
}
