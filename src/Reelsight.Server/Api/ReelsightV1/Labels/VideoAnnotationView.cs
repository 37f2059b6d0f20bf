using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>A label on an interval of a video: half-open in frames, with the time stamps and seconds of the same edges.</summary>
internal sealed record VideoAnnotationView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The id that the caller gave when it was made.</summary>
    public string? ClientId { get; init; }
    public required string LabelSetId { get; init; }
    public required string VideoId { get; init; }
    public required string LabelId { get; init; }

    /// <summary>The row of the timeline, from 0.</summary>
    public required int Track { get; init; }
    public required long StartFrame { get; init; }
    public required long EndFrame { get; init; }
    public required long StartPts { get; init; }
    public required long EndPts { get; init; }
    public required double StartSec { get; init; }
    public required double EndSec { get; init; }

    [OneOf("proposed", "accepted", "rejected")]
    public required string State { get; init; }

    /// <summary>Whose judgement it is; absent for a proposal that anybody may take up.</summary>
    public string? Reviewer { get; init; }

    [OneOf("person", "model", "import")]
    public required string Source { get; init; }

    /// <summary>Name of the model or format it comes from.</summary>
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }

    /// <summary>The auto-labelling run it comes from.</summary>
    public string? RunId { get; init; }

    /// <summary>The model's own, 0-1.</summary>
    public double? Confidence { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
    public string? Note { get; init; }

    /// <summary>Key frames; between two the box moves in a straight line.</summary>
    public IReadOnlyList<BoxView>? Boxes { get; init; }

    /// <summary>The evidence of a proposal.</summary>
    public IReadOnlyList<FactView>? Evidence { get; init; }

    /// <summary>Increases with every change; send it along to have a change refused when somebody was faster.</summary>
    public required long Revision { get; init; }
    public required bool Deleted { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static VideoAnnotationView From(AnnotationRecord a) =>
        new()
        {
            Id = a.Id,
            ClientId = a.ClientId,
            LabelSetId = a.LabelSetId,
            VideoId = a.VideoId,
            LabelId = a.LabelId,
            Track = a.Track,
            StartFrame = a.StartFrame,
            EndFrame = a.EndFrame,
            StartPts = a.StartPts,
            EndPts = a.EndPts,
            StartSec = a.StartSec,
            EndSec = a.EndSec,
            State = a.State,
            Reviewer = a.Reviewer,
            Source = a.Source,
            Model = a.Model,
            ModelVersion = a.ModelVersion,
            RunId = a.RunId,
            Confidence = a.Confidence,
            Attributes = a.AttributesJson is null ? null : Reelsight.Labels.Taxonomy.LabelAttributeValues.Deserialize(a.AttributesJson),
            Note = a.Note,
            Boxes = a.Boxes.Count == 0 ? null : [.. a.Boxes.Select(b => new BoxView(b.Frame, b.X, b.Y, b.Width, b.Height, b.Manual))],
            Evidence =
                a.Evidence.Count == 0
                    ? null
                    : [.. a.Evidence.Select(e => new FactView(e.Kind, e.Text, e.StartSec, e.EndSec, e.Source, e.Confidence))],
            Revision = a.Revision,
            Deleted = a.Deleted,
            CreatedAt = a.CreatedAt,
            UpdatedAt = a.UpdatedAt,
        };
}

/// <summary>A box at a frame, relative to the frame (0-1, top-left origin); <c>manual</c> when a person set it.</summary>
internal sealed record BoxView(long Frame, double X, double Y, double Width, double Height, bool Manual = true);

/// <summary>The annotations as an edit left them, deleted ones included. Revision 0: there was nothing to change.</summary>
internal sealed record AnnotationEditView(
    long Revision,
    string Action,
    string? Reviewer,
    long? Undoes,
    DateTimeOffset At,
    IReadOnlyList<VideoAnnotationView> Annotations
)
{
    internal static AnnotationEditView From(AnnotationEdit edit) =>
        new(
            edit.Revision,
            edit.Action,
            edit.Reviewer,
            edit.Undoes,
            edit.At,
            [.. edit.Changes.Select(c => VideoAnnotationView.From(c.After))]
        );
}

/// <summary>Why a change was not made, and what is there by now.</summary>
internal sealed record AnnotationConflictView(string Code, string Message, IReadOnlyList<VideoAnnotationView> Current);
