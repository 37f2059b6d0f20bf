using System.Globalization;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Evaluation;

/// <summary>The metrics of one or two search configurations, as <c>--json</c> prints them.</summary>
internal sealed record SearchQualityReport(string Index, int Queries, IReadOnlyList<QualityRun> Runs)
{
    private static readonly string[] _columns = ["Kind", "Queries", "R@1", "R@5", "R@10", "MRR", "mAP", "@IoU.3", "@IoU.5"];

    /// <summary>Writes the report for people: metrics in total and by kind of query, and each query that failed.</summary>
    public void Show(Terminal terminal)
    {
        terminal.WriteLine($"{DisplayFormat.FormatCount(Queries, "query", "queries")} of {Index}");
        foreach (var run in Runs)
        {
            terminal.WriteLine();
            if (Runs.Count > 1)
            {
                terminal.WriteLine($"== {run.Name}");
            }

            var rows = run.ByKind.Select(k => FormatRow(k.Kind, k.Figures)).Append(FormatRow("all", run.All)).ToList();
            if (!terminal.TryWriteTable(_columns, rows))
            {
                terminal.WriteLine("kind                 queries    R@1    R@5   R@10    MRR    mAP  @IoU.3 @IoU.5");
                rows.ForEach(row => WriteRow(terminal, row));
            }

            if (run.All.Unanswerable > 0)
            {
                terminal.WriteLine(
                    $"False alarms: {FormatShare(run.All.FalseAlarms)} of {run.All.Unanswerable} queries about what is not there were "
                        + $"answered, {FormatShare(run.All.ConfidentFalseAlarms)} with medium or high confidence."
                );
            }

            foreach (var figure in run.All.ByConfidence)
            {
                terminal.WriteLine(
                    $"Of {figure.Moments} moments of {figure.Confidence} confidence, {FormatShare(figure.Right)} are right."
                );
            }

            if (run.All.CalibrationError is { } error)
            {
                terminal.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"Calibration error of the score read as a probability: {error:0.000}.")
                );
            }

            foreach (var bin in run.All.ByScore)
            {
                terminal.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"  score {bin.From, 2} - {bin.From + 10, 3}: {bin.Moments, 4} moments, ")
                        + string.Create(CultureInfo.InvariantCulture, $"mean {bin.MeanScore, 5:0.0}, right {FormatShare(bin.Right), 4}")
                );
            }

            foreach (var miss in run.Misses)
            {
                terminal.WriteLine($"  {miss}");
            }
        }
        if (Runs is not [var first, var second])
        {
            return;
        }

        terminal.WriteLine();
        terminal.WriteLine(
            $"{second.Name} against {first.Name}: better in {CountBetter(second, first)}, worse in {CountBetter(first, second)} "
                + $"of {Queries} queries (by the place of the first right moment)."
        );
    }

    private static int CountBetter(QualityRun one, QualityRun other) =>
        one.FirstRight.Zip(other.FirstRight).Count(pair => (pair.First ?? int.MaxValue) < (pair.Second ?? int.MaxValue));

    private static string[] FormatRow(string kind, QualityMetrics figures) =>
        [
            kind.Length <= 20 ? kind : kind[..20],
            figures.Answerable.ToString(CultureInfo.InvariantCulture),
            FormatShare(figures.RecallAt1),
            FormatShare(figures.RecallAt5),
            FormatShare(figures.RecallAt10),
            FormatTwoDecimals(figures.MeanReciprocalRank),
            FormatTwoDecimals(figures.MapByOverlap),
            FormatTwoDecimals(figures.MapAtIou03),
            FormatTwoDecimals(figures.MapAtIou05),
        ];

    private static void WriteRow(Terminal terminal, string[] row) =>
        terminal.WriteLine(
            $"{row[0], -20} {row[1], 7} {row[2], 6} {row[3], 6} {row[4], 6} {row[5], 6} {row[6], 6} {row[7], 7} {row[8], 6}"
        );

    private static string FormatShare(double? share) => share is { } s ? (s * 100).ToString("0", CultureInfo.InvariantCulture) + "%" : "-";

    private static string FormatTwoDecimals(double? figure) => figure?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
