namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>A constant tensor; exactly one of <paramref name="Floats"/> and <paramref name="Integers"/> is set.</summary>
internal sealed record GraphConstant(string Name, long[] Shape, float[]? Floats, long[]? Integers);
