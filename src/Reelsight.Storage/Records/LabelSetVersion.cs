namespace Reelsight.Storage.Records;

/// <summary>The labels of a set as they were up to an instant.</summary>
public sealed record LabelSetVersion(int Version, DateTimeOffset ReplacedAt, IReadOnlyList<LabelRecord> Labels);
