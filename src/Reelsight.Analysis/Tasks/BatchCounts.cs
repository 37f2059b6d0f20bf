namespace Reelsight.Analysis.Tasks;

/// <summary>Numbers of a batch's tasks by state.</summary>
public sealed record BatchCounts(int Queued, int Processing, int Ready, int Failed, int Canceled);
