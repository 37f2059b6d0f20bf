using Reelsight.Storage.Records;

namespace Reelsight.Labels.Taxonomy;

/// <summary>A label that the footage suggests.</summary>
/// <param name="Kind"><c>object</c>: a detector tracked it. <c>scene</c>: frames as a whole look like it.</param>
/// <param name="Name">What the model calls it.</param>
/// <param name="Count">How many objects of the kind were tracked, or in how many intervals frames look like it.</param>
/// <param name="Videos">In how many videos.</param>
/// <param name="Seconds">How long they are in view, together.</param>
/// <param name="Confidence">The median of the model's confidences.</param>
/// <param name="Examples">The most certain moments, one a video.</param>
public sealed record LabelSuggestion(
    string Kind,
    string Name,
    int Count,
    int Videos,
    double Seconds,
    double? Confidence,
    IReadOnlyList<LabelExample> Examples
);
