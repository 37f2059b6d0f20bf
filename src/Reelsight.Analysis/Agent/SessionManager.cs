using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Agent;

/// <summary>Conversations with the agent: a response without a session begins one, a response with a session continues it.</summary>
/// <param name="sessions">Holds the sessions.</param>
/// <param name="ids">Names new ones.</param>
/// <param name="clock">Tells the times of changes.</param>
public sealed class SessionManager(IResourceStore<SessionRecord> sessions, IdGenerator ids, TimeProvider clock)
{
    /// <summary>The prefix of session ids.</summary>
    public const string IdPrefix = "sess";

    // Questions refer to the last turn only; the others are kept to show the conversation.
    private const int MaxTurns = 50;

    /// <summary>The session of a request with one more message and with the selections of the request.</summary>
    /// <exception cref="DomainException">There is no such session or store, or the session is about another store.</exception>
    public async Task<SessionRecord> OpenAsync(string tenantId, ResponseRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.SessionId is { } id)
        {
            return await sessions.UpdateAsync(
                tenantId,
                id,
                session =>
                    session.KnowledgeStoreId == request.StoreId
                        ? session with
                        {
                            Messages = session.Messages + 1,
                            Selections = [.. session.Selections.Union(request.Selections)],
                            UpdatedAt = now,
                        }
                        : throw DomainErrors.Invalid(
                            $"The session {id} is about another knowledge store than {request.StoreId}. "
                                + "Leave session_id out to begin a new one."
                        ),
                [],
                ct
            ) ?? throw DomainErrors.NotFound("session", id);
        }
        var begun = new SessionRecord
        {
            Id = ids.Next(IdPrefix),
            TenantId = tenantId,
            KnowledgeStoreId = request.StoreId,
            Messages = 1,
            Selections = [.. request.Selections.Distinct()],
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await sessions.AddAsync([begun], [], ct);
        }
        catch (ParentMissingException)
        {
            throw DomainErrors.NotFound("knowledge store", request.StoreId);
        }
        return begun;
    }

    /// <summary>Stores an answered turn, unless the session was deleted with its store meanwhile.</summary>
    public Task AddTurnAsync(SessionRecord session, SessionTurn turn) =>
        sessions.UpdateAsync(
            session.TenantId,
            session.Id,
            present => present with { Turns = [.. present.Turns.TakeLast(MaxTurns - 1), turn], UpdatedAt = clock.GetUtcNow() },
            [],
            CancellationToken.None
        );
}
