namespace Reelsight.Storage.Records;

/// <summary>What a label of a set has learned from its examples.</summary>
public sealed record TaughtLabelRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The taxonomy.</summary>
    public required string LabelSetId { get; init; }

    /// <summary>The label.</summary>
    public required string LabelId { get; init; }

    /// <summary><see cref="LabelJobStates.Queued"/> while it is to be trained anew, else <see cref="LabelJobStates.Ready"/>.</summary>
    public required string State { get; init; }

    /// <summary>The visual space whose vectors it was trained on; empty before the first training.</summary>
    public string Space { get; init; } = "";

    /// <summary>Hash of the examples and the space that it was trained from: another one means that it is out of date.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>
    /// How far it has come: <c>needs_examples</c>, <c>needs_contrast</c>, <c>unmeasured</c> or <c>measured</c>; null before the first
    /// training.
    /// </summary>
    public string? Stage { get; init; }

    /// <summary>Accepted intervals that it learned from.</summary>
    public int Accepted { get; init; }

    /// <summary>Rejected intervals that it learned from.</summary>
    public int Rejected { get; init; }

    /// <summary>Videos with an accepted interval.</summary>
    public int Videos { get; init; }

    /// <summary>Intervals left out because they are both accepted and rejected.</summary>
    public int Contradictory { get; init; }

    /// <summary>Intervals left out because their videos are gone or not described.</summary>
    public int Missing { get; init; }

    /// <summary>Share of the accepted intervals that it proposed without having seen them, 0-1; null where that was not measured.</summary>
    public double? Found { get; init; }

    /// <summary>Share of its proposals that were right, 0-1; null where that was not measured.</summary>
    public double? Right { get; init; }

    /// <summary>The classifier; null while there is nothing to learn from.</summary>
    public TaughtWeights? Weights { get; init; }

    /// <summary>Whether it came from a file. It is used until the label has an accepted example of its own.</summary>
    public bool IsImported { get; init; }

    /// <summary>When it was trained; UTC.</summary>
    public DateTimeOffset? TrainedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => LabelSetId;
    string? IResource.Name => null;
    IReadOnlyList<string> IResource.Links => [];

    /// <summary>The id of what a label of a set has learned.</summary>
    public static string FormatId(string labelSetId, string labelId) => $"{labelSetId}:{labelId}";
}
