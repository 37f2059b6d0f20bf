namespace Reelsight.Models.Packs.Own;

/// <summary>A model that the owner brought, as its <c>pack.json</c> says.</summary>
public sealed record UserPack
{
    /// <summary>Name of the file in the pack's folder.</summary>
    public const string FileName = "pack.json";

    /// <summary>Name, of small letters, digits, dots and hyphens: also that of the space that a visual pack makes.</summary>
    public required string Name { get; init; }

    /// <summary>Licence of the weights, for people.</summary>
    public required string Licence { get; init; }

    /// <summary>SHA-256 of every file, in hexadecimal digits, by its name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>An image-text model; null in a speech pack.</summary>
    public ImageTextModelSpec? Visual { get; init; }

    /// <summary>A speech model; null in a visual pack.</summary>
    public SpeechModelSpec? Speech { get; init; }
}

/// <summary>A model that places pictures and texts in one space.</summary>
public sealed record ImageTextModelSpec
{
    /// <summary>Vectors of unrelated pictures that are needed to tell what is near: fewer say nothing.</summary>
    internal const int MinBackgroundVectors = 50;

    /// <summary>Numbers in a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>The network for pictures.</summary>
    public required ImageEncoderSpec Pictures { get; init; }

    /// <summary>The network for texts.</summary>
    public required TextEncoderSpec Texts { get; init; }

    /// <summary>
    /// File with the vectors of unrelated pictures, 32-bit floats, one after the other: a cosine alone does not say whether anything fits.
    /// </summary>
    public required string Background { get; init; }

    /// <summary>Texts and pictures whose vectors are known.</summary>
    public IReadOnlyList<ReferenceVectorCheck> Checks { get; init; } = [];
}

/// <summary>How a network takes pictures: 1 x 3 x size x size numbers.</summary>
public sealed record ImageEncoderSpec
{
    internal const string Shortest = "shortest",
        Stretch = "stretch",
        Bicubic = "bicubic",
        Bilinear = "bilinear";

    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>Its input.</summary>
    public string Input { get; init; } = "pixel_values";

    /// <summary>Its output.</summary>
    public string Output { get; init; } = "image_embeds";

    /// <summary>Width and height in pixels.</summary>
    public required int Size { get; init; }

    /// <summary><c>shortest</c> scales the shorter side and cuts the middle out, <c>stretch</c> scales both.</summary>
    public string Resize { get; init; } = Shortest;

    /// <summary><c>bicubic</c> or <c>bilinear</c>.</summary>
    public string Interpolation { get; init; } = Bicubic;

    /// <summary>Taken away from each colour, which is 0-1.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>What each is divided by then.</summary>
    public required IReadOnlyList<float> Std { get; init; }

    /// <summary><c>rgb</c> or <c>bgr</c>.</summary>
    public string Channels { get; init; } = "rgb";
}

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

/// <summary>Something whose vector is known.</summary>
/// <param name="Text">A text, or</param>
/// <param name="Picture">a PPM file (P6) of the pack.</param>
/// <param name="Vector">The first numbers of its vector at least, at length 1.</param>
public sealed record ReferenceVectorCheck(string? Text, string? Picture, IReadOnlyList<float> Vector);

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
