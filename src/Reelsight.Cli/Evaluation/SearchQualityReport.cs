using System.Globalization;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Evaluation;

/// <summary>The figures of one or two ways of searching, as <c>--json</c> prints them.</summary>
internal sealed record SearchQualityReport(string Index, int Queries, IReadOnlyList<QualityRun> Runs)
{
    /// <summary>Shows the report to a person: the whole, each kind of question, and each question that went wrong.</summary>
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

            terminal.WriteLine("kind                 queries    R@1    R@5   R@10    MRR    mAP  @IoU.3 @IoU.5");
            foreach (var (kind, figures) in run.ByKind.Select(k => (k.Kind, k.Figures)).Append(("all", run.All)))
            {
                WriteRow(terminal, kind, figures);
            }

            if (run.All.Unanswerable > 0)
            {
                terminal.WriteLine(
                    $"False alarms: {FormatShare(run.All.FalseAlarms)} of {run.All.Unanswerable} queries about what is not there were answered, {FormatShare(run.All.ConfidentFalseAlarms)} with medium or high confidence."
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
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  score {bin.From, 2} - {bin.From + 10, 3}: {bin.Moments, 4} moments, mean {bin.MeanScore, 5:0.0}, right {FormatShare(bin.Right), 4}"
                    )
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
            $"{second.Name} against {first.Name}: better in {CountBetter(second, first)}, worse in {CountBetter(first, second)} of {Queries} queries (by the place of the first right moment)."
        );
    }

    private static int CountBetter(QualityRun one, QualityRun other) =>
        one.FirstRight.Zip(other.FirstRight).Count(pair => (pair.First ?? int.MaxValue) < (pair.Second ?? int.MaxValue));

    private static void WriteRow(Terminal terminal, string kind, QualityMetrics f) =>
        terminal.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(kind.Length <= 20 ? kind : kind[..20]), -20} {f.Answerable, 7} {FormatShare(f.RecallAt1), 6} {FormatShare(f.RecallAt5), 6} {FormatShare(f.RecallAt10), 6} {FormatTwoDecimals(f.MeanReciprocalRank), 6} {FormatTwoDecimals(f.MapByOverlap), 6} {FormatTwoDecimals(f.MapAtIou03), 7} {FormatTwoDecimals(f.MapAtIou05), 6}"
            )
        );

    private static string FormatShare(double? share) => share is { } s ? (s * 100).ToString("0", CultureInfo.InvariantCulture) + "%" : "-";

    private static string FormatTwoDecimals(double? figure) => figure?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
