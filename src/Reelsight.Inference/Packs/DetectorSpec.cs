namespace Reelsight.Inference.Packs;

/// <summary>
/// A detector with the inputs and outputs of detection transformers such as D-FINE: an image of 1 x 3 x size x size with colours from 0 to
/// 1 goes in; logits of 1 x queries x 80 labels and boxes of 1 x queries x 4 (centre, width and height as fractions) come out.
/// </summary>
public sealed record DetectorSpec
{
    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>Name of its input.</summary>
    public string Input { get; init; } = "pixel_values";

    /// <summary>Name of the output with the logits of the labels, in the order of COCO's 80.</summary>
    public string Logits { get; init; } = "logits";

    /// <summary>Name of the output with the boxes.</summary>
    public string Boxes { get; init; } = "pred_boxes";

    /// <summary>Width and height of the input in pixels.</summary>
    public int Size { get; init; } = 640;
}
