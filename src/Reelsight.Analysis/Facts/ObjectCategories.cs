namespace Reelsight.Analysis.Facts;

/// <summary>Names of object categories, for objects whose labels disagree within one category.</summary>
internal static class ObjectCategories
{
    // The narrower before the wider: the first that holds both labels names them.
    private static readonly (string Kind, string[] Labels)[] LabelsByCategory =
    [
        ("fruit", ["apple", "orange", "banana"]),
        ("vegetable", ["broccoli", "carrot"]),
        ("piece of cutlery", ["fork", "knife", "spoon"]),
        ("bag", ["backpack", "handbag", "suitcase"]),
        ("seat", ["chair", "couch", "bench"]),
        ("kitchen appliance", ["microwave", "oven", "toaster", "refrigerator"]),
        ("container", ["bottle", "cup", "wine glass", "bowl", "vase"]),
        ("screen", ["tv", "laptop", "cell phone"]),
        ("board", ["snowboard", "skateboard", "surfboard"]),
        ("piece of furniture", ["chair", "couch", "bench", "bed", "dining table"]),
        ("vehicle", ["car", "bus", "truck", "motorcycle", "bicycle", "train", "boat", "airplane"]),
        ("animal", ["bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"]),
        ("food", ["apple", "orange", "banana", "broccoli", "carrot", "sandwich", "hot dog", "pizza", "donut", "cake"]),
    ];

    /// <summary>Whether objects of the label move by themselves, as vehicles and animals do.</summary>
    public static bool IsSelfMoving(string label) => FindCommon(label, "car") == "vehicle" || FindCommon(label, "dog") == "animal";

    /// <summary>The narrowest word for both labels; null when there is none.</summary>
    public static string? FindCommon(string label, string other) =>
        Array.Find(LabelsByCategory, kind => kind.Labels.Contains(label) && kind.Labels.Contains(other)).Kind;
}
