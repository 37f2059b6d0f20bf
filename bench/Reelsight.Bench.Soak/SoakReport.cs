namespace Reelsight.Bench.Soak;

/// <summary>What came of a run.</summary>
/// <param name="Numbers">What was done, counted.</param>
/// <param name="Violations">Sentences about what is missing, was done twice or never ended; empty when all held.</param>
public sealed record SoakReport(IReadOnlyList<(string Name, string Number)> Numbers, IReadOnlyList<string> Violations);
