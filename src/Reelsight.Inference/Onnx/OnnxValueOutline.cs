namespace Reelsight.Inference.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Number of its element type in ONNX: 1 is float, 6 int32, 7 int64.</param>
public sealed record OnnxValueOutline(string Name, long ElementType);
