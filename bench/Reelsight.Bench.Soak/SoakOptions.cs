namespace Reelsight.Bench.Soak;

/// <summary>What a run does.</summary>
/// <param name="Kills">How often the server is killed.</param>
/// <param name="Seed">Decides what is asked and when it dies.</param>
public sealed record SoakOptions(int Kills, int Seed);
