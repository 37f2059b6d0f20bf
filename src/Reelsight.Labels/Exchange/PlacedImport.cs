using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>Imported annotations on the frames of their videos.</summary>
/// <param name="Records">The annotations, not stored yet.</param>
/// <param name="Refusals">A sentence for each annotation that cannot be taken in.</param>
public sealed record PlacedImport(IReadOnlyList<AnnotationRecord> Records, IReadOnlyList<string> Refusals);
