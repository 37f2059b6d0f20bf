using Reelsight.Labels.Teaching;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// What a label has learned from its examples. <c>sentence</c> says how good it is and what would help; <c>found</c> and <c>right</c> are
/// measured on examples that it had not seen, and absent while they cannot be. <c>examples_needed</c> says how many more accepted examples
/// that takes.
/// </summary>
internal sealed record TaughtLabelView(
    string LabelSetId,
    string LabelId,
    string Name,
    [OneOf("needs_examples", "needs_contrast", "unmeasured", "measured")] string Stage,
    bool Training,
    string Sentence,
    double? Found,
    double? Right,
    bool HasConfidence,
    int ExamplesNeeded,
    TaughtCountsView Counts,
    IReadOnlyList<TaughtExampleView> Examples,
    bool Imported,
    string? Space,
    DateTimeOffset? TrainedAt
)
{
    // A label set may hold thousands; whoever wants them all lists its annotations.
    private const int MaxExamples = 200;

    internal static TaughtLabelView From(
        LabelSetRecord set,
        LabelRecord label,
        TaughtLabelRecord? record,
        IReadOnlyList<TeachingExample> examples,
        bool training
    )
    {
        var figures = record?.GetFigures()
            ?? new TeachingFigures
            {
                State = TeachingState.NeedsExamples,
                Accepted = 0,
                Rejected = 0,
                Videos = 0,
            };
        return new(
            set.Id,
            label.Id,
            label.Name,
            record?.Stage ?? "needs_examples",
            training,
            record is null && !training ? TeachingSentence.Describe(figures)
                : record?.Stage is null ? "It is being trained for the first time."
                : record.Describe(),
            figures.Found,
            figures.Right,
            record?.Weights is { Slope: not null },
            TeachingSentence.CountNeeded(figures),
            new TaughtCountsView(figures.Accepted, figures.Rejected, figures.Videos, figures.Contradictory, figures.Missing),
            [.. examples.Take(MaxExamples).Select(e => new TaughtExampleView(e.VideoId, e.Range.StartSec, e.Range.EndSec, e.Shows))],
            record?.IsImported ?? false,
            record is { Space.Length: > 0 } ? record.Space : null,
            record?.TrainedAt
        );
    }
}

/// <summary>
/// What it was trained on: accepted and rejected intervals, and videos with an accepted one; and what was left out, because it is both
/// accepted and rejected, or because its video is gone or not indexed.
/// </summary>
internal sealed record TaughtCountsView(int Accepted, int Rejected, int Videos, int Contradictory, int Missing);

/// <summary>A moment that teaches a label: it shows it, or was rejected; half-open seconds.</summary>
internal sealed record TaughtExampleView(string VideoId, double StartSec, double EndSec, bool Shows);
