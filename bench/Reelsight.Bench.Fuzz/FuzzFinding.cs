namespace Reelsight.Bench.Fuzz;

/// <summary>An input that a parser neither accepts nor refuses with an error of its own.</summary>
/// <param name="Target">The parser.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Number">Number of the input.</param>
/// <param name="Input">The input.</param>
/// <param name="What">What happened instead.</param>
/// <param name="Kind">The same for findings that have the same cause, as far as can be told.</param>
internal sealed record FuzzFinding(string Target, int Seed, int Number, byte[] Input, string What, string Kind);
