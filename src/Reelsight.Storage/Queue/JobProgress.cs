namespace Reelsight.Storage.Queue;

/// <summary>How far a job has come.</summary>
/// <param name="Stage">Name of the running stage.</param>
/// <param name="Fraction">0-1 within the stage.</param>
public readonly record struct JobProgress(string Stage, double Fraction);
