using System.Text.Json;
using Reelsight.Labels.Agreement;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// What a data set holds, and where it comes from: counts, lengths, agreement, models and versions. Images are those that are exported when
/// frames are asked for; splits count videos, the other counts are annotations by state, by source, by whose judgement they are
/// (<c>none</c>: nobody's), and by the model that made them with its version.
/// </summary>
public sealed record Datasheet(
    string LabelSet,
    int LabelSetVersion,
    string? Description,
    string Density,
    DateTimeOffset ExportedAt,
    int Videos,
    double FootageSec,
    int Annotations,
    int Images,
    IReadOnlyDictionary<string, int> Splits,
    IReadOnlyDictionary<string, int> States,
    IReadOnlyDictionary<string, int> Sources,
    IReadOnlyDictionary<string, int> Reviewers,
    IReadOnlyDictionary<string, int> Models,
    IReadOnlyList<DatasheetLabel> Labels,
    IReadOnlyList<DatasheetAgreement> Agreement
)
{
    /// <summary>The sheet of a data set in a format.</summary>
    public static Datasheet Create(Dataset data, IExportFormat format)
    {
        var all = data.Videos.SelectMany(v => v.Annotations).ToList();
        Dictionary<string, int> Counts(IEnumerable<string?> values) =>
            values
                .GroupBy(v => v ?? "none", StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count());
        return new Datasheet(
            data.Set.Name,
            data.Set.Version,
            data.Set.Description,
            data.Set.Density,
            data.ExportedAt,
            data.Videos.Count,
            Math.Round(data.Videos.Sum(v => v.Video.DurationSec), 3),
            all.Count,
            data.Videos.Sum(v => format.GetFrames(data, v).Count),
            Dataset.SplitNames.ToDictionary(s => s, s => data.Videos.Count(v => v.Split == s)),
            Counts(all.Select(a => a.State)),
            Counts(all.Select(a => a.Source)),
            Counts(all.Select(a => a.Reviewer)),
            Counts(
                all.Where(a => a is { Source: AnnotationRecord.FromModel, Model: not null })
                    .Select(a => $"{a.Model} {a.ModelVersion}".Trim())
            ),
            [.. data.Set.Labels.Select(l => DatasheetLabel.Create(l, [.. all.Where(a => a.LabelId == l.Id)]))],
            [.. ComputeAgreements(data)]
        );
    }

    /// <summary>The sheet as a file of an export.</summary>
    public ExportFile ToFile() =>
        new("datasheet.json", ExportJson.Format(JsonSerializer.SerializeToNode(this, ExchangeJson.Default.Datasheet)!));

    // Of every two reviewers who have judged a video both.
    private static IEnumerable<DatasheetAgreement> ComputeAgreements(Dataset data)
    {
        var byReviewer = data
            .Videos.SelectMany(v => v.Annotations)
            .Where(a => a is { State: AnnotationRecord.Accepted, Reviewer: not null })
            .ToLookup(a => a.Reviewer!);
        var names = byReviewer.Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = i + 1; j < names.Count; j++)
            {
                var (a, b) = (byReviewer[names[i]].ToList(), byReviewer[names[j]].ToList());
                var both = a.Select(x => x.VideoId).Intersect(b.Select(x => x.VideoId)).ToHashSet();
                var frames = data.Videos.Where(v => both.Contains(v.Video.Id)).ToDictionary(v => v.Video.Id, v => (long)v.Map.Count);
                if (frames.Count == 0)
                {
                    continue;
                }

                var figures = AnnotatorAgreement.Compute(a, b, frames)[0];
                yield return new DatasheetAgreement(
                    [names[i], names[j]],
                    figures.Alpha,
                    AnnotatorAgreement
                        .Thresholds.Zip(figures.F1)
                        .ToDictionary(f => FormattableString.Invariant($"iou_{f.First:0.0}"), f => f.Second)
                );
            }
        }
    }
}
