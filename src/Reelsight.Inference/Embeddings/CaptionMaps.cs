namespace Reelsight.Inference.Embeddings;

/// <summary>The maps from images and texts into the joint space.</summary>
/// <param name="ImageMap">From scaled features.</param>
/// <param name="TextMean">Mean of the text vectors of the training captions.</param>
/// <param name="TextMap">From text vectors less their mean.</param>
public sealed record CaptionMaps(QuantizedLinearMap ImageMap, float[] TextMean, QuantizedLinearMap TextMap);
