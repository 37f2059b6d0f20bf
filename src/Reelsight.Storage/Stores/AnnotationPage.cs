using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Some annotations, the set's revision in the same snapshot, and where to go on; null at the end.</summary>
public sealed record AnnotationPage(IReadOnlyList<AnnotationRecord> Annotations, long Revision, AnnotationCursor? Next);
