namespace Reelsight.Labels.Exchange;

/// <summary>How far two reviewers agree; a figure that cannot be computed is null or absent.</summary>
public sealed record DatasheetAgreement(
    IReadOnlyList<string> Reviewers,
    double? KrippendorffAlpha,
    IReadOnlyDictionary<string, double?> F1
);
