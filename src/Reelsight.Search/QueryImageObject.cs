namespace Reelsight.Search;

/// <summary>An object in a query image.</summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's score, 0-1.</param>
public readonly record struct QueryImageObject(string Label, double Confidence);
