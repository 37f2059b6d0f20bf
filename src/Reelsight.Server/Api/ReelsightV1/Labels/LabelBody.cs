using Reelsight.Core;
using Reelsight.Labels.Taxonomy;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// A label as it is sent. <c>label_id</c> names one that exists; without it the one of the same name is meant, or a new one.
/// <c>parent_id</c> takes the id or the name of a label of the same set.
/// </summary>
internal sealed record LabelBody
{
    public string? LabelId { get; init; }
    public string? Name { get; init; }

    /// <summary>What such an interval shows: what auto-labelling searches for.</summary>
    public string? Description { get; init; }

    /// <summary>Like <c>#1a2b3c</c>; chosen when absent.</summary>
    public string? Colour { get; init; }
    public string? ParentId { get; init; }
    public IReadOnlyList<LabelAttributeBody>? Attributes { get; init; }
    public IReadOnlyList<LabelExampleView>? Examples { get; init; }

    /// <summary>Checked labels from those sent and those that were there.</summary>
    internal static IReadOnlyList<LabelRecord> Read(IReadOnlyList<LabelBody>? bodies, IReadOnlyList<LabelRecord> present, IdGenerator ids)
    {
        var labels = (bodies ?? []).Select((body, place) => ReadOne(body, place, present, ids)).ToList();
        labels =
        [
            .. labels.Select(label =>
                label.ParentId is { } parent ? label with { ParentId = TaxonomyRules.Find(labels, parent)?.Id ?? parent } : label
            ),
        ];
        TaxonomyRules.Validate(labels);
        return labels;
    }

    private static LabelRecord ReadOne(LabelBody body, int place, IReadOnlyList<LabelRecord> present, IdGenerator ids)
    {
        if (string.IsNullOrWhiteSpace(body.Name))
        {
            throw Fail.Missing("labels.name");
        }

        var known = body.LabelId is { } id
            ? present.FirstOrDefault(l => l.Id == id) ?? throw Fail.NotFound("label", id)
            : present.FirstOrDefault(l => string.Equals(l.Name, body.Name, StringComparison.OrdinalIgnoreCase));
        return new LabelRecord
        {
            Id = known?.Id ?? ids.Next(),
            Name = body.Name.Trim(),
            Description = body.Description,
            Colour = body.Colour ?? known?.Colour ?? TaxonomyRules.GetDefaultColour(place),
            ParentId = body.ParentId,
            Attributes = [.. (body.Attributes ?? []).Select(a => new LabelAttribute(a.Name ?? "", a.Type ?? "", a.Values ?? []))],
            Examples = [.. (body.Examples ?? []).Select(e => new LabelExample(e.VideoId, e.StartSec, e.EndSec))],
        };
    }
}

/// <summary>An attribute of a labelled interval, as it is sent; an enum needs <c>values</c>.</summary>
internal sealed record LabelAttributeBody(
    string? Name,
    [OneOf("enum", "number", "bool", "text")] string? Type,
    IReadOnlyList<string>? Values
);
