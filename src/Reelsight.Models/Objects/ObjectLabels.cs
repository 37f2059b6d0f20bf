namespace Reelsight.Models.Objects;

/// <summary>The things that the detector knows.</summary>
public static class ObjectLabels
{
    // The data set numbers its classes 1 to 90 and left ten numbers unused; the detector scores all 90.
    private static readonly string?[] ByNumber =
    [
        "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light",
        "fire hydrant", null, "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep",
        "cow", "elephant", "bear", "zebra", "giraffe", null, "backpack", "umbrella", null, null,
        "handbag", "tie", "suitcase", "frisbee", "skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove",
        "skateboard", "surfboard", "tennis racket", "bottle", null, "wine glass", "cup", "fork", "knife", "spoon",
        "bowl", "banana", "apple", "sandwich", "orange", "broccoli", "carrot", "hot dog", "pizza", "donut",
        "cake", "chair", "couch", "potted plant", "bed", null, "dining table", null, null, "toilet",
        null, "tv", "laptop", "mouse", "remote", "keyboard", "cell phone", "microwave", "oven", "toaster",
        "sink", "refrigerator", null, "book", "clock", "vase", "scissors", "teddy bear", "hair drier", "toothbrush",
    ];

    /// <summary>The 80 labels of the COCO data set, in its order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByNumber.OfType<string>()];

    /// <summary>Number of scores that the detector gives each place.</summary>
    internal static int Scores => ByNumber.Length;

    /// <summary>For each label, the position of its score.</summary>
    internal static IReadOnlyList<int> Positions { get; } =
        [.. Enumerable.Range(0, ByNumber.Length).Where(position => ByNumber[position] is not null)];

    internal static string? At(int position) => ByNumber[position];
}
