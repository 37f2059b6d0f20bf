namespace Reelsight.Storage.Records;

/// <summary>An annotation before and after an edit.</summary>
/// <param name="Before">The earlier state; null when the edit created it.</param>
/// <param name="After">The new state, marked as deleted when the edit deleted it.</param>
public sealed record AnnotationChange(AnnotationRecord? Before, AnnotationRecord After);
