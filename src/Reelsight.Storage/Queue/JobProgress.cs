namespace Reelsight.Storage.Queue;

/// <summary>Progress of a job.</summary>
/// <param name="Stage">Name of the running stage.</param>
/// <param name="Fraction">0-1 within the stage.</param>
public readonly record struct JobProgress(string Stage, double Fraction);
