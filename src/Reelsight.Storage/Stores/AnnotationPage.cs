using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>A page of annotations.</summary>
/// <param name="Annotations">The annotations.</param>
/// <param name="Revision">The revision of the label set in the same snapshot.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record AnnotationPage(IReadOnlyList<AnnotationRecord> Annotations, long Revision, AnnotationCursor? Next);
