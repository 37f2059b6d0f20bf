using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Audit;

/// <summary>
/// GET /reelsight/v1/audit-events → 200 with a page of what was done in this account, newest first: sign-ins, deletions, exports, and
/// changes of keys, people and tenants. Refused keys and sign-ins belong to nobody; they stand in the log of the server's own account,
/// counted by sender and minute. Filters: <c>action</c>, <c>from</c>, <c>before</c>.
/// </summary>
internal static class ListAuditEvents
{
    internal static async Task<IResult> HandleAsync(Call call, IAuditStore store, AuditLog audit)
    {
        var window = call.GetPageWindow();
        var filter = new AuditFilter(call.TenantId)
        {
            Action = call.Query.GetText("action"),
            From = call.Query.GetTimestamp("from"),
            Before = call.Query.GetTimestamp("before"),
        };
        await audit.FlushAsync();
        var page = await store.ListAsync(filter, window, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, AuditEventView.From), AuditWireJson.Default.ListOfAuditEventView);
    }
}

/// <summary>
/// Something that was done. <c>actor</c> is the name of the key or person, <c>count</c> how many equal events it stands for.
/// </summary>
internal sealed record AuditEventView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Action { get; init; }
    public required string Actor { get; init; }
    public string? ActorId { get; init; }
    public string? Subject { get; init; }
    public required string Address { get; init; }
    public string? RequestId { get; init; }
    public required int Count { get; init; }

    internal static AuditEventView From(AuditEventRecord one) =>
        new()
        {
            Id = one.Id,
            At = one.At,
            Action = one.Action,
            Actor = one.Actor,
            ActorId = one.ActorId,
            Subject = one.Subject,
            Address = one.Address,
            RequestId = one.RequestId,
            Count = one.Count,
        };
}
