using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Responses;

/// <summary>Conversations: a response without a session begins one, a response with a session goes on with it.</summary>
internal sealed class SessionManager(IResourceStore<SessionRecord> sessions, IdGenerator ids, TimeProvider clock)
{
    /// <summary>What the ids of sessions begin with.</summary>
    internal const string IdPrefix = "sess";

    /// <summary>
    /// Only the last turn is ever referred to; some more are kept so that a conversation can be followed, and not all of a long one.
    /// </summary>
    private const int MaxTurns = 50;

    /// <summary>The session with a message more, and with what is selected now.</summary>
    /// <exception cref="ApiException">404: there is no such session; 400: it is about another store.</exception>
    internal async Task<SessionRecord> OpenAsync(Call call, ResponseRequest request)
    {
        var now = clock.GetUtcNow();
        if (request.SessionId is { } id)
        {
            return await sessions.UpdateAsync(
                call.TenantId,
                id,
                session =>
                    session.KnowledgeStoreId == request.StoreId
                        ? session with
                        {
                            Messages = session.Messages + 1,
                            Selections = [.. session.Selections.Union(request.Selections)],
                            UpdatedAt = now,
                        }
                        : throw Fail.Invalid(
                            $"The session {id} is about another knowledge store than {request.StoreId}. Leave session_id out to begin a new one."
                        ),
                [],
                call.Cancellation
            ) ?? throw Fail.NotFound("session", id);
        }
        var begun = new SessionRecord
        {
            Id = ids.Next(IdPrefix),
            TenantId = call.TenantId,
            KnowledgeStoreId = request.StoreId,
            Messages = 1,
            Selections = [.. request.Selections.Distinct()],
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await sessions.AddAsync([begun], [], call.Cancellation);
        }
        catch (ParentMissingException)
        {
            throw Fail.NotFound("knowledge store", request.StoreId);
        }
        return begun;
    }

    /// <summary>Keeps a turn that was answered, unless the session is gone with its store.</summary>
    internal Task AddTurnAsync(Call call, SessionRecord session, SessionTurn turn) =>
        sessions.UpdateAsync(
            call.TenantId,
            session.Id,
            present => present with { Turns = [.. present.Turns.TakeLast(MaxTurns - 1), turn], UpdatedAt = clock.GetUtcNow() },
            [],
            CancellationToken.None
        );
}
