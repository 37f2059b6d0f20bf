using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reelsight.Core;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Audit;

/// <summary>
/// Writes who did what. An event is written after what it tells of was done, and a log that cannot be written does not undo that: the
/// server's own log says so instead.
/// </summary>
internal sealed partial class AuditLog(IAuditStore store, IdGenerator ids, TimeProvider clock, ILogger<AuditLog> log)
{
    private const int MaxSubject = 500;

    /// <summary>Sets of refusals that may wait to be written; more than these are counted together.</summary>
    private const int MaxSenders = 100;
    private const string ManySenders = "others";
    private static readonly object _subjectItem = new();

    private readonly Lock _gate = new();
    private Dictionary<(string Action, string Address), int> _refusals = [];

    /// <summary>Says what an operation was about, where its path does not.</summary>
    internal static void SetSubject(HttpContext http, string subject) => http.Items[_subjectItem] = subject;

    /// <summary>Writes that something was done with this request.</summary>
    internal Task RecordAsync(HttpContext http, string tenantId, string action, string actor, string? actorId)
    {
        var subject = (string?)http.Items[_subjectItem] ?? http.Request.Path.Value ?? "";
        return AddAsync([
            new AuditEventRecord
            {
                Id = ids.Next(),
                TenantId = tenantId,
                At = clock.GetUtcNow(),
                Action = action,
                Actor = actor,
                ActorId = actorId,
                Subject = subject[..Math.Min(subject.Length, MaxSubject)],
                Address = ClientAddress.Get(http),
                RequestId = http.TraceIdentifier,
            },
        ]);
    }

    /// <summary>Counts a refused key or sign-in; the counts are written once a minute, so that strangers cannot fill the disk.</summary>
    internal void NoteRefusal(HttpContext http, string action)
    {
        var sender = ClientAddress.GetNetwork(http);
        lock (_gate)
        {
            var known = _refusals.ContainsKey((action, sender)) || _refusals.Count < MaxSenders;
            var key = (action, known ? sender : ManySenders);
            _refusals[key] = _refusals.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Writes the counts of refusals.</summary>
    internal Task FlushAsync()
    {
        Dictionary<(string Action, string Address), int> taken;
        lock (_gate)
        {
            (taken, _refusals) = (_refusals, []);
        }

        var now = clock.GetUtcNow();
        return AddAsync([
            .. taken.Select(refusal => new AuditEventRecord
            {
                Id = ids.Next(),
                TenantId = TenantNames.Default,
                At = now,
                Action = refusal.Key.Action,
                Actor = "",
                Address = refusal.Key.Address,
                Count = refusal.Value,
            }),
        ]);
    }

    private async Task AddAsync(IReadOnlyList<AuditEventRecord> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        try
        {
            // Whoever asked may be gone: what was done is written all the same.
            await store.AddAsync(events, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotWritten(e, events[0].Action, events[0].Actor, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log could not be written for {Action} by \"{Actor}\": {Reason}")]
    private partial void LogNotWritten(Exception e, string action, string actor, string reason);
}
