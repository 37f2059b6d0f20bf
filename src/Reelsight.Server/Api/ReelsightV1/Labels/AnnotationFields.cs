using System.Text.Json;
using Reelsight.Labels.Editing;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// What of an annotation can be set; absent fields keep what is there. Edges are given in frames, or in seconds that go to the nearest edge
/// of a frame.
/// </summary>
internal record AnnotationFields
{
    /// <summary>A label of the set, by id or by name.</summary>
    public string? LabelId { get; init; }
    public int? Track { get; init; }
    public long? StartFrame { get; init; }
    public long? EndFrame { get; init; }
    public double? StartSec { get; init; }
    public double? EndSec { get; init; }

    [OneOf("proposed", "accepted", "rejected")]
    public string? State { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>An empty text deletes it.</summary>
    public string? Note { get; init; }

    /// <summary>Replaces all key frames.</summary>
    public IReadOnlyList<BoxView>? Boxes { get; init; }

    /// <summary>The values as the domain takes them.</summary>
    internal AnnotationPatch ToPatch() =>
        new()
        {
            LabelId = LabelId,
            Track = Track,
            StartFrame = StartFrame,
            EndFrame = EndFrame,
            StartSec = StartSec,
            EndSec = EndSec,
            State = State,
            Attributes = Attributes,
            Note = Note,
            Boxes = Boxes is null ? null : [.. Boxes.Select(b => new BoxKeyframe(b.Frame, b.X, b.Y, b.Width, b.Height, b.Manual))],
        };
}

/// <summary>
/// A new annotation. With a <c>client_id</c> (1-100 letters, chosen by the caller) it is made once, however often it is sent. A program
/// that brings its own model's findings says <c>source: model</c> and names the model; these begin as proposals.
/// </summary>
internal sealed record NewAnnotation : AnnotationFields
{
    public string? ClientId { get; init; }
    public string? VideoId { get; init; }

    [OneOf("person", "model", "import")]
    public string? Source { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public double? Confidence { get; init; }
    public IReadOnlyList<FactView>? Evidence { get; init; }

    /// <summary>The annotation as the domain takes it; <see cref="VideoId"/> is there.</summary>
    internal AnnotationDraft ToDraft() =>
        new()
        {
            ClientId = ClientId,
            VideoId = VideoId!,
            Values = ToPatch(),
            Source = Source,
            Model = Model,
            ModelVersion = ModelVersion,
            Confidence = Confidence,
            Evidence =
            [
                .. (Evidence ?? []).Select(e => new AnnotationEvidence(e.Kind, e.Text, e.StartSec, e.EndSec, e.Source, e.Confidence)),
            ],
        };
}

/// <summary>A change of one annotation among many.</summary>
internal sealed record AnnotationChangeBody : AnnotationFields
{
    public string? AnnotationId { get; init; }

    /// <summary>The revision that the change was made from; when it is no longer the present one, nothing is changed (409).</summary>
    public long? Revision { get; init; }
}

/// <summary>An annotation to delete.</summary>
internal sealed record AnnotationDeletionBody(string? AnnotationId, long? Revision);
