namespace Reelsight.Storage.Records;

/// <summary>An annotation before and after an edit.</summary>
/// <param name="Before">Null when the edit made it.</param>
/// <param name="After">Deleted when the edit deleted it.</param>
public sealed record AnnotationChange(AnnotationRecord? Before, AnnotationRecord After);
