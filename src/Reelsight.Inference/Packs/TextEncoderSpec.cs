namespace Reelsight.Inference.Packs;

/// <summary>Input format of a text network: 1 x length token ids.</summary>
public sealed record TextEncoderSpec
{
    internal const string Clip = "clip",
        SentencePiece = "sentencepiece",
        TokenizerJson = "tokenizer.json",
        Int32 = "int32",
        Int64 = "int64";

    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>Name of its input.</summary>
    public string Input { get; init; } = "input_ids";

    /// <summary>Name of its attention mask input; null when it has none.</summary>
    public string? AttentionMask { get; init; }

    /// <summary>Name of its output.</summary>
    public string Output { get; init; } = "text_embeds";

    /// <summary>Type of its inputs: <c>int64</c> or <c>int32</c>.</summary>
    public string Type { get; init; } = Int64;

    /// <summary>
    /// <c>clip</c> (byte pairs), <c>sentencepiece</c> (unigram), or <c>tokenizer.json</c>, a file that says which of these it is.
    /// </summary>
    public required string Tokenizer { get; init; }

    /// <summary>
    /// For <c>clip</c>: <c>vocab.json</c>, or null when pieces are numbered as the merges make them. For <c>sentencepiece</c>: the
    /// <c>.model</c> file. For <c>tokenizer.json</c>: that file.
    /// </summary>
    public string? Vocabulary { get; init; }

    /// <summary>For <c>clip</c>: <c>merges.txt</c>.</summary>
    public string? Merges { get; init; }

    /// <summary>Tokens that it takes.</summary>
    public required int Length { get; init; }

    /// <summary>Id of the token that pads short texts.</summary>
    public long Padding { get; init; }

    /// <summary>For <c>tokenizer.json</c>: the piece that pads short texts; its id is taken from there.</summary>
    public string? PaddingPiece { get; init; }

    /// <summary>For <c>tokenizer.json</c>: whether texts lose punctuation and capitals first.</summary>
    public bool Canonical { get; init; }

    /// <summary>For <c>sentencepiece</c>: id of the token that ends a text.</summary>
    public long End { get; init; } = 1;
}
