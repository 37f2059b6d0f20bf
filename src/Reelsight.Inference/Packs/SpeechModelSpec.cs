namespace Reelsight.Inference.Packs;

/// <summary>A speech model with the architecture of Moonshine.</summary>
public sealed record SpeechModelSpec
{
    /// <summary>The encoder's ONNX file.</summary>
    public required string Encoder { get; init; }

    /// <summary>The merged decoder's ONNX file, quantized.</summary>
    public required string Decoder { get; init; }

    /// <summary>Number of layers of the decoder.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Dimensions of each head.</summary>
    public required int HeadSize { get; init; }
}
