namespace Reelsight.Inference.Packs;

/// <summary>How a network takes texts: 1 x length whole numbers.</summary>
public sealed record TextEncoderSpec
{
    internal const string Clip = "clip",
        SentencePiece = "sentencepiece",
        Int32 = "int32",
        Int64 = "int64";

    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>Its input.</summary>
    public string Input { get; init; } = "input_ids";

    /// <summary>Its input that says which numbers are text; null when it has none.</summary>
    public string? AttentionMask { get; init; }

    /// <summary>Its output.</summary>
    public string Output { get; init; } = "text_embeds";

    /// <summary>Type of its inputs: <c>int64</c> or <c>int32</c>.</summary>
    public string Type { get; init; } = Int64;

    /// <summary><c>clip</c> (byte pairs) or <c>sentencepiece</c> (unigram).</summary>
    public required string Tokenizer { get; init; }

    /// <summary>
    /// For <c>clip</c>: <c>vocab.json</c>, or null when pieces are numbered as the merges make them. For <c>sentencepiece</c>: the
    /// <c>.model</c> file.
    /// </summary>
    public string? Vocabulary { get; init; }

    /// <summary>For <c>clip</c>: <c>merges.txt</c>.</summary>
    public string? Merges { get; init; }

    /// <summary>Numbers that it takes.</summary>
    public required int Length { get; init; }

    /// <summary>What fills up short texts.</summary>
    public long Padding { get; init; }

    /// <summary>For <c>sentencepiece</c>: the mark at the end.</summary>
    public long End { get; init; } = 1;
}
