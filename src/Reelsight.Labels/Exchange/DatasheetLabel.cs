using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>A label's annotations: how many, how many with boxes, and how long; the median is absent where there are none.</summary>
public sealed record DatasheetLabel(string Name, int Annotations, int WithBoxes, double TotalSec, double? MedianSec)
{
    internal static DatasheetLabel Create(LabelRecord label, IReadOnlyList<AnnotationRecord> annotations)
    {
        var lengths = annotations.Select(a => a.EndSec - a.StartSec).Order().ToList();
        return new(
            label.Name,
            annotations.Count,
            annotations.Count(a => a.Boxes.Count > 0),
            Math.Round(lengths.Sum(), 3),
            lengths.Count == 0 ? null : Math.Round(lengths[lengths.Count / 2], 3)
        );
    }
}
