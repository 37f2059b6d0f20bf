namespace Reelsight.Cli.Evaluation;

/// <summary>The metrics of one kind of query.</summary>
internal sealed record QueryKindMetrics(string Kind, QualityMetrics Figures);
