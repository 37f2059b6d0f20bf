using System.Globalization;

namespace Reelsight.Cli.Evaluation;

/// <summary>Figures of one kind of question.</summary>
internal sealed record QueryKindMetrics(string Kind, QualityMetrics Figures);
