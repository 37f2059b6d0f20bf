namespace Reelsight.Storage.Records;

/// <summary>The delivery of one event to one webhook.</summary>
public sealed record WebhookDeliveryRecord : IResource
{
    /// <summary>The event waits for its first or next attempt.</summary>
    public const string Pending = "pending";

    /// <summary>The receiver accepted it.</summary>
    public const string Delivered = "delivered";

    /// <summary>Given up after the last attempt.</summary>
    public const string Failed = "failed";

    /// <summary>The event's id (<c>whe_…</c>), derived from webhook, kind and subject, so that no event is delivered twice.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The webhook.</summary>
    public required string WebhookId { get; init; }

    /// <summary>The webhook's URL, so that the delivery can be shown when the webhook is deleted.</summary>
    public required string Url { get; init; }

    /// <summary>The kind of event, such as <c>index.task.ready</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The record the event is about.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The whole body, as it is posted and signed.</summary>
    public required string Body { get; init; }

    /// <summary><see cref="Pending"/>, <see cref="Delivered"/> or <see cref="Failed"/>.</summary>
    public required string State { get; init; }

    /// <summary>Number of attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Error of the last failed attempt, or null.</summary>
    public string? LastError { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => WebhookId;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => [SubjectId];
}
