namespace Reelsight.Inference.Packs;

/// <summary>Input format of an image network: 1 x 3 x size x size floats.</summary>
public sealed record ImageEncoderSpec
{
    internal const string Shortest = "shortest",
        Stretch = "stretch",
        Bicubic = "bicubic",
        Bilinear = "bilinear";

    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>Name of its input.</summary>
    public string Input { get; init; } = "pixel_values";

    /// <summary>Name of its output.</summary>
    public string Output { get; init; } = "image_embeds";

    /// <summary>Width and height in pixels.</summary>
    public required int Size { get; init; }

    /// <summary><c>shortest</c> scales the shorter side and crops the centre, <c>stretch</c> scales both.</summary>
    public string Resize { get; init; } = Shortest;

    /// <summary><c>bicubic</c> or <c>bilinear</c>.</summary>
    public string Interpolation { get; init; } = Bicubic;

    /// <summary>Mean that is subtracted from each channel, whose values are 0 to 1.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviation by which each channel is divided then.</summary>
    public required IReadOnlyList<float> Std { get; init; }

    /// <summary><c>rgb</c> or <c>bgr</c>.</summary>
    public string Channels { get; init; } = "rgb";
}
