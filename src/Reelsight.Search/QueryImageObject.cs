using System.Numerics.Tensors;

namespace Reelsight.Search;

/// <summary>An object that a picture shows.</summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's, 0-1.</param>
public readonly record struct QueryImageObject(string Label, double Confidence);
