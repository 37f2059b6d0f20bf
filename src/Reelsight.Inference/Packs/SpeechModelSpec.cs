namespace Reelsight.Inference.Packs;

/// <summary>A speech model of the Moonshine kind.</summary>
public sealed record SpeechModelSpec
{
    /// <summary>The encoder's ONNX file.</summary>
    public required string Encoder { get; init; }

    /// <summary>The merged decoder's ONNX file, quantized.</summary>
    public required string Decoder { get; init; }

    /// <summary>Layers of the decoder.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of each.</summary>
    public required int Heads { get; init; }

    /// <summary>Numbers of each head.</summary>
    public required int HeadSize { get; init; }
}
