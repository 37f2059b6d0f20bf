using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>
/// GET /reelsight/v1/sessions → 200 with a page of the browsers that are signed in, newest first: those of the same key or person, and
/// for an administrator all of the account.
/// </summary>
internal static class ListSessions
{
    internal static async Task<IResult> HandleAsync(Call call, IStudioSessionStore sessions, UsageRecorder usage, TimeProvider clock)
    {
        var window = call.GetPageWindow();
        await usage.FlushAsync(call.Cancellation);
        var caller = Caller.Get(call.Http);
        var page = await sessions.ListAsync(SessionRules.OwnOrAll(caller), clock.GetUtcNow(), window, call.Cancellation);
        return TypedResults.Json(
            ListOf.From(page, window, session => BrowserSessionView.From(session, caller)),
            StudioWireJson.Default.ListOfBrowserSessionView
        );
    }
}

/// <summary>A browser that is signed in; <c>current</c> is the one that asks.</summary>
internal sealed record BrowserSessionView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required bool Current { get; init; }
    public string? KeyId { get; init; }
    public string? PersonId { get; init; }
    public required string Address { get; init; }
    public required string UserAgent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastSeenAt { get; init; }

    internal static BrowserSessionView From(StudioSessionRecord session, Caller caller) =>
        new()
        {
            Id = session.Id,
            Current = session.Id == caller.SessionId,
            KeyId = session.KeyId,
            PersonId = session.PersonId,
            Address = session.Address,
            UserAgent = session.UserAgent,
            CreatedAt = session.CreatedAt,
            ExpiresAt = session.ExpiresAt,
            LastSeenAt = session.LastSeenAt,
        };
}
