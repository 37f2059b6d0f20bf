using Reelsight.Cli.Output;

namespace Reelsight.Cli.Evaluation;

/// <summary>
/// The metrics of one search configuration, and the rank of the first relevant moment of each query in order (null: none).
/// </summary>
internal sealed record QualityRun(
    string Name,
    QualityMetrics All,
    IReadOnlyList<QueryKindMetrics> ByKind,
    IReadOnlyList<int?> FirstRight,
    IReadOnlyList<string> Misses
)
{
    /// <summary>Computes the metrics of one search configuration.</summary>
    public static QualityRun Compute(string name, IReadOnlyList<JudgedQuery> queries) =>
        new(
            name,
            QualityMetrics.Compute(queries),
            [
                .. queries
                    .GroupBy(q => q.Kind)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new QueryKindMetrics(g.Key, QualityMetrics.Compute([.. g]))),
            ],
            [.. queries.Select(q => q.FirstRelevantRank)],
            [.. queries.Select(FormatMiss).OfType<string>()]
        );

    private static string? FormatMiss(JudgedQuery query)
    {
        if (!query.IsAnswerable)
        {
            return query.Retrieved.Count == 0
                ? null
                : $"\"{query.Text}\" is not there, but found {FormatPlace(query.Retrieved[0])} ({query.Retrieved[0].Confidence}).";
        }

        if (query.FirstRelevantRank == 1)
        {
            return null;
        }

        var best = query.FirstRelevantRank is { } place ? $"its first right moment is number {place}" : "it has no right moment";
        return query.Retrieved.Count == 0
            ? $"\"{query.Text}\" found nothing."
            : $"\"{query.Text}\" found {FormatPlace(query.Retrieved[0])} first; {best}.";
    }

    private static string FormatPlace(RetrievedMoment moment) =>
        $"{moment.Video} {DisplayFormat.FormatTimecode(moment.StartSec)} - {DisplayFormat.FormatTimecode(moment.EndSec)}";
}
