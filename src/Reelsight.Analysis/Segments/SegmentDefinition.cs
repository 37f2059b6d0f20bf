using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Segments;

/// <summary>A kind of segment to find.</summary>
/// <param name="Id">Its key in the answer.</param>
/// <param name="Description">What such a segment shows; words for what they show stand in the places of images.</param>
/// <param name="Fields">What is to be told of each.</param>
/// <param name="TimeRanges">The segments themselves, when they are known and only their fields are asked for; empty otherwise.</param>
public sealed record SegmentDefinition(
    string Id,
    string Description,
    IReadOnlyList<SchemaProperty> Fields,
    IReadOnlyList<ShotInterval> TimeRanges
)
{
    /// <summary>The images that the description refers to.</summary>
    public IReadOnlyList<ReferenceImage> ReferenceImages { get; init; } = [];

    /// <summary>The description without its images, where it has any.</summary>
    public string DescriptionWithoutImages { get; init; } = "";
}
