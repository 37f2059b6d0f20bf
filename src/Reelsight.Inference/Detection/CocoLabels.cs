namespace Reelsight.Inference.Detection;

/// <summary>The labels of the COCO data set, which the detector was trained on.</summary>
public static class CocoLabels
{
    // The data set numbers its classes 1 to 90 and leaves ten numbers unused; the detector scores all 90.
    private static readonly string?[] ByClassIndex =
    [
        "person",
        "bicycle",
        "car",
        "motorcycle",
        "airplane",
        "bus",
        "train",
        "truck",
        "boat",
        "traffic light",
        "fire hydrant",
        null,
        "stop sign",
        "parking meter",
        "bench",
        "bird",
        "cat",
        "dog",
        "horse",
        "sheep",
        "cow",
        "elephant",
        "bear",
        "zebra",
        "giraffe",
        null,
        "backpack",
        "umbrella",
        null,
        null,
        "handbag",
        "tie",
        "suitcase",
        "frisbee",
        "skis",
        "snowboard",
        "sports ball",
        "kite",
        "baseball bat",
        "baseball glove",
        "skateboard",
        "surfboard",
        "tennis racket",
        "bottle",
        null,
        "wine glass",
        "cup",
        "fork",
        "knife",
        "spoon",
        "bowl",
        "banana",
        "apple",
        "sandwich",
        "orange",
        "broccoli",
        "carrot",
        "hot dog",
        "pizza",
        "donut",
        "cake",
        "chair",
        "couch",
        "potted plant",
        "bed",
        null,
        "dining table",
        null,
        null,
        "toilet",
        null,
        "tv",
        "laptop",
        "mouse",
        "remote",
        "keyboard",
        "cell phone",
        "microwave",
        "oven",
        "toaster",
        "sink",
        "refrigerator",
        null,
        "book",
        "clock",
        "vase",
        "scissors",
        "teddy bear",
        "hair drier",
        "toothbrush",
    ];

    // The groups into which the data set sorts its labels, each with the label it begins at.
    private static readonly (string Category, int First)[] Categories =
    [
        ("person", 0),
        ("vehicle", 1),
        ("outdoor", 9),
        ("animal", 14),
        ("accessory", 24),
        ("sports", 29),
        ("kitchen", 39),
        ("food", 46),
        ("furniture", 56),
        ("electronic", 62),
        ("appliance", 68),
        ("indoor", 73),
    ];

    /// <summary>The 80 labels of the COCO data set, in its order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByClassIndex.OfType<string>()];

    private static readonly Dictionary<string, string> CategoryByLabel = All.Select(
            (label, i) => (label, Categories.Last(category => category.First <= i).Category)
        )
        .ToDictionary();

    /// <summary>The group of a label, for example <c>vehicle</c> for <c>bus</c>.</summary>
    /// <exception cref="ArgumentException">It is none of the 80 labels.</exception>
    public static string GetCategory(string label) =>
        CategoryByLabel.TryGetValue(label, out var category)
            ? category
            : throw new ArgumentException($"'{label}' is no label of the detector.", nameof(label));

    /// <summary>Number of class scores for each candidate box.</summary>
    internal static int ClassCount => ByClassIndex.Length;

    /// <summary>For each label, the index of its score.</summary>
    internal static IReadOnlyList<int> ClassIndices { get; } =
    [.. Enumerable.Range(0, ByClassIndex.Length).Where(position => ByClassIndex[position] is not null)];

    internal static string? FindLabel(int position) => ByClassIndex[position];
}
