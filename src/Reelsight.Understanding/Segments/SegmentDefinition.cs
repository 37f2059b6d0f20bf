using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Segments;

/// <summary>A kind of segment to find.</summary>
/// <param name="Id">Its key in the answer.</param>
/// <param name="Description">What such a segment shows; words for what they show stand in the places of pictures.</param>
/// <param name="Fields">What is to be told of each.</param>
/// <param name="TimeRanges">The segments themselves, when they are known and only their fields are asked for; empty otherwise.</param>
public sealed record SegmentDefinition(string Id, string Description, IReadOnlyList<SchemaProperty> Fields, IReadOnlyList<ShotInterval> TimeRanges)
{
    /// <summary>The pictures that the description refers to.</summary>
    public IReadOnlyList<ReferenceImage> ReferenceImages { get; init; } = [];

    /// <summary>The description without its pictures, where it has any.</summary>
    public string DescriptionWithoutImages { get; init; } = "";
}

/// <summary>Limits of all segments.</summary>
/// <param name="MinSec">A shorter one is left out, or null.</param>
/// <param name="MaxSec">A longer one is cut into pieces, or null.</param>
public sealed record SegmentLimits(double? MinSec, double? MaxSec);

/// <summary>A segment that was found; half-open seconds.</summary>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Metadata">The fields.</param>
/// <param name="Claims">What supports it and its fields.</param>
public sealed record VideoSegment(double StartSec, double EndSec, JsonObject Metadata, IReadOnlyList<Claim> Claims);

/// <summary>The segments of one definition, in order, without overlap.</summary>
/// <param name="Id">Of the definition.</param>
/// <param name="Segments">Empty when there are none.</param>
public sealed record DefinitionSegments(string Id, IReadOnlyList<VideoSegment> Segments);
