using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>A taxonomy on the wire.</summary>
internal sealed record LabelSetView(
    [property: JsonPropertyName("_id")] string Id,
    string IndexId,
    string Name,
    string? Description,
    [OneOf("scene", "action")] string Density,
    int Version,
    IReadOnlyList<LabelView> Labels,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal static LabelSetView From(LabelSetRecord set) =>
        new(
            set.Id,
            set.IndexId,
            set.Name,
            set.Description,
            set.Density,
            set.Version,
            [.. set.Labels.Select(LabelView.From)],
            set.CreatedAt,
            set.UpdatedAt
        );
}

/// <summary>A label of a set.</summary>
internal sealed record LabelView(
    string LabelId,
    string Name,
    string? Description,
    string Colour,
    string? ParentId,
    IReadOnlyList<LabelAttributeView> Attributes,
    IReadOnlyList<LabelExampleView> Examples
)
{
    internal static LabelView From(LabelRecord label) =>
        new(
            label.Id,
            label.Name,
            label.Description,
            label.Colour,
            label.ParentId,
            [.. label.Attributes.Select(a => new LabelAttributeView(a.Name, a.Type, a.Type == "enum" ? a.Values : null))],
            [.. label.Examples.Select(e => new LabelExampleView(e.VideoId, e.StartSec, e.EndSec))]
        );
}

/// <summary>An attribute of a labelled interval; <c>values</c> are the words of an enum.</summary>
internal sealed record LabelAttributeView(
    string Name,
    [OneOf("enum", "number", "bool", "text")] string Type,
    IReadOnlyList<string>? Values
);

/// <summary>A moment that shows a label well; half-open seconds.</summary>
internal sealed record LabelExampleView(string VideoId, double StartSec, double EndSec);

/// <summary>The labels of a set up to an instant.</summary>
internal sealed record LabelSetVersionView(int Version, DateTimeOffset ReplacedAt, IReadOnlyList<LabelView> Labels);
