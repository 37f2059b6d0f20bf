using Reelsight.Search.Lexicon;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>An image of the query: the term it belongs to, its visual features and the objects that it shows with certainty.</summary>
internal sealed class ImageQuery(int term, double weight, QueryImage image)
{
    /// <summary>Minimum detector score of an object in the query image.</summary>
    private const double MinObjectConfidence = 0.5;

    /// <summary>Index of the term that it belongs to.</summary>
    public int Term { get; } = term;

    /// <summary>Weight of that term.</summary>
    public double Weight { get; } = weight;

    /// <summary>The image itself.</summary>
    public QueryImage Image { get; } = image;

    /// <summary>The features of the image as it is, then of its edits.</summary>
    public QuantizedVector[] Vectors { get; } =
    [new(image.VisualFeatures), .. image.EditedViews.Select(edit => new QuantizedVector(edit.Vector))];

    /// <summary>Labels of the objects that it shows, each with the detector's confidence.</summary>
    public (int Label, double Weight)[] Objects { get; } =
    [
        .. image
            .Objects.Where(item => item.Confidence >= MinObjectConfidence)
            .GroupBy(item => LabelCatalog.Default.IndexOf(item.Label), (label, same) => (label, same.Max(item => item.Confidence)))
            .Where(item => item.label >= 0),
    ];

    /// <summary>Whether any of its objects is seen in a video.</summary>
    public bool MayBeIn(IndexedContent content) =>
        Objects.Length > 0 && Array.Exists(content.LabelIntervals, interval => Array.Exists(Objects, item => item.Label == interval.Label));

    /// <summary>The fraction of the image's objects, by weight, that are seen in an interval, and from when to when.</summary>
    public (double Share, double From, double To) FindSharedObjects(IndexedContent content, double from, double to)
    {
        var (sum, all, first, last) = (0.0, 0.0, to, from);
        foreach (var (label, weight) in Objects)
        {
            all += weight;
            if (FindLabelInterval(content, label, from, to) is { } seen)
            {
                sum += weight;
                (first, last) = (Math.Min(first, seen.Start), Math.Max(last, seen.End));
            }
        }
        return (all > 0 ? sum / all : 0, first, last);
    }

    /// <summary>From the first to the last sighting of a label in an interval, or null.</summary>
    public static TimeInterval? FindLabelInterval(IndexedContent content, int label, double from, double to)
    {
        TimeInterval? seen = null;
        foreach (ref readonly var interval in content.LabelIntervals.AsSpan())
        {
            if (interval.Label == label && interval.Start < to && from < interval.End)
            {
                var (start, end) = (Math.Max(interval.Start, from), Math.Min(interval.End, to));
                seen = seen is { } sofar ? new TimeInterval(sofar.Start, end) : new TimeInterval(start, end);
            }
        }
        return seen;
    }
}
