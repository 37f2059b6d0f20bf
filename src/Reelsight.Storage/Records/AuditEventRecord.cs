namespace Reelsight.Storage.Records;

/// <summary>Something that somebody did, or was refused, as the audit log remembers it.</summary>
public sealed record AuditEventRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Whose log it stands in.</summary>
    public required string TenantId { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What was done: the name of an operation, <c>SignIn</c>, <c>SignOut</c>, <c>KeyRefused</c> or <c>SignInRefused</c>.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>The name of the key or the person; empty when nobody is known.</summary>
    public required string Actor { get; init; }

    /// <summary>The id of the key or the person; null when nobody is known.</summary>
    public string? ActorId { get; init; }

    /// <summary>What it was done to; null when the action says it all.</summary>
    public string? Subject { get; init; }

    /// <summary>The network address that asked; of refusals by IPv6 its first 64 bits.</summary>
    public required string Address { get; init; }

    /// <summary>The id of the request; null for several together.</summary>
    public string? RequestId { get; init; }

    /// <summary>How many equal events this one stands for.</summary>
    public int Count { get; init; } = 1;
}
