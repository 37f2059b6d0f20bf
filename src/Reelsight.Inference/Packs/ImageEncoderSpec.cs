namespace Reelsight.Inference.Packs;

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
