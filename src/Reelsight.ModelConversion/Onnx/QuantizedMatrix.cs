namespace Reelsight.ModelConversion.Onnx;

/// <summary>A matrix of 8-bit weights; a weight is <paramref name="Scale"/> x (byte - <paramref name="ZeroPoint"/>).</summary>
/// <param name="Weights">The rows one after the other.</param>
/// <param name="Width">Weights in a row.</param>
/// <param name="Scale">Value of one step.</param>
/// <param name="ZeroPoint">The byte that means zero.</param>
internal sealed record QuantizedMatrix(byte[] Weights, int Width, float Scale, byte ZeroPoint);
