using Reelsight.Labels.Teaching;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.AutoLabeling;

/// <summary>Proposes what labels have learned from their examples.</summary>
public sealed class TaughtProposals(LabelTeacher teacher, TeachingVideoReader reader, IVisualSpaceStore spaces)
{
    /// <summary>The kind of evidence that a taught label gives.</summary>
    public const string EvidenceKind = "taught_label";

    /// <summary>What it is called where the name of a model belongs.</summary>
    public const string Model = "reelsight-taught";

    /// <summary>What the labels of a run have learned by now, trained where that is out of date.</summary>
    internal async Task<IReadOnlyList<(LabelRecord Label, TaughtModel Model)>> TrainAsync(
        LabelSetRecord set,
        IReadOnlyList<string> labelIds,
        CancellationToken ct
    )
    {
        var models = new List<(LabelRecord, TaughtModel)>();
        foreach (var label in set.Labels.Where(l => labelIds.Contains(l.Id)))
        {
            if (
                await teacher.TrainAsync(set, label, ct) is { } learned
                && learned.Space == spaces.FindActive(set.TenantId)
                && learned.GetModel() is { } model
            )
            {
                models.Add((label, model));
            }
        }

        return models;
    }

    /// <summary>What they find in a video, in order of time.</summary>
    internal async Task<IReadOnlyList<ProposedInterval>> FindAsync(
        IReadOnlyList<(LabelRecord Label, TaughtModel Model)> models,
        VideoRecord video,
        CancellationToken ct
    )
    {
        if (
            models.Count == 0
            || spaces.FindActive(video.TenantId) is not { } space
            || await reader.FindAsync(video, space, null, ct) is not { } footage
        )
        {
            return [];
        }

        return
        [
            .. from taught in models
            from found in taught.Model.Find(footage)
            let confidence = taught.Model.Calibration?.Compute(found.Score)
            orderby found.Range.StartSec
            select new ProposedInterval(
                taught.Label.Id,
                found.Range.StartSec,
                found.Range.EndSec,
                [],
                IsConclusive: false,
                new AnnotationEvidence(
                    EvidenceKind,
                    taught.Label.Name,
                    Math.Round(found.Range.StartSec, 3),
                    Math.Round(found.Range.EndSec, 3),
                    Model,
                    confidence is { } sure ? Math.Round(sure, 4) : null
                )
            ),
        ];
    }

    /// <summary>
    /// Both kinds together: where they overlap, the edges and the confidence are those of the examples, and the evidence is that of both.
    /// </summary>
    internal static IReadOnlyList<ProposedInterval> Merge(IReadOnlyList<ProposedInterval> known, IReadOnlyList<ProposedInterval> taught) =>
        [
            .. taught.Select(t => t with { Facts = [.. known.Where(t.Overlaps).SelectMany(k => k.Facts).Distinct()] }),
            .. known.Where(k => !taught.Any(k.Overlaps)),
        ];
}
