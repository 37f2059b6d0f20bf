using Reelsight.Storage.Records;

namespace Reelsight.Labels.Taxonomy;

/// <summary>A label that the footage suggests.</summary>
/// <param name="Kind"><c>object</c>: a detector tracked it. <c>scene</c>: pictures as a whole look like it.</param>
/// <param name="Name">What the model calls it.</param>
/// <param name="Count">How many things of the kind were tracked, or on how many stretches pictures look like it.</param>
/// <param name="Videos">In how many videos.</param>
/// <param name="Seconds">How long they are in view, together.</param>
/// <param name="Confidence">The middle of the model's own.</param>
/// <param name="Examples">The surest moments, one a video.</param>
public sealed record LabelSuggestion(
    string Kind,
    string Name,
    int Count,
    int Videos,
    double Seconds,
    double? Confidence,
    IReadOnlyList<LabelExample> Examples
);
