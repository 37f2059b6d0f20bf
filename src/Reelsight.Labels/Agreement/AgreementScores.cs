namespace Reelsight.Labels.Agreement;

/// <summary>Alpha and F1 of one label, or of all together (<see cref="LabelId"/> null).</summary>
/// <param name="LabelId">The label.</param>
/// <param name="Alpha">Krippendorff's, one unit a frame; null when it cannot be computed.</param>
/// <param name="F1">At each of <see cref="AnnotatorAgreement.Thresholds"/>; null when neither has any.</param>
/// <param name="CountA">Annotations of the first.</param>
/// <param name="CountB">Annotations of the second.</param>
public sealed record AgreementScores(string? LabelId, double? Alpha, IReadOnlyList<double?> F1, int CountA, int CountB);
