using Reelsight.Storage.Records;

namespace Reelsight.Labels.Review;

/// <summary>An annotation to look at; the weight of its strongest reason puts it in order.</summary>
public sealed record ReviewItem(AnnotationRecord Annotation, double Weight, IReadOnlyList<ReviewReason> Reasons);
