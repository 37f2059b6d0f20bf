using System.Globalization;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Evaluation;

/// <summary>The figures of one or two ways of searching, as <c>--json</c> prints them.</summary>
internal sealed record QualityReport(string Index, int Queries, IReadOnlyList<QualityRun> Runs)
{
    /// <summary>Shows the report to a person: the whole, each kind of question, and each question that went wrong.</summary>
    public void Show(Terminal terminal)
    {
        terminal.Say($"{Readable.Count(Queries, "query", "queries")} of {Index}");
        foreach (var run in Runs)
        {
            terminal.Say();
            if (Runs.Count > 1)
            {
                terminal.Say($"== {run.Name}");
            }

            terminal.Say("kind                 queries    R@1    R@5   R@10    MRR    mAP  @IoU.3 @IoU.5");
            foreach (var (kind, figures) in run.ByKind.Select(k => (k.Kind, k.Figures)).Append(("all", run.All)))
            {
                Line(terminal, kind, figures);
            }

            if (run.All.Unanswerable > 0)
            {
                terminal.Say(
                    $"False alarms: {Share(run.All.FalseAlarms)} of {run.All.Unanswerable} queries about what is not there were answered, {Share(run.All.ConfidentFalseAlarms)} with medium or high confidence."
                );
            }

            foreach (var figure in run.All.ByConfidence)
            {
                terminal.Say($"Of {figure.Moments} moments of {figure.Confidence} confidence, {Share(figure.Right)} are right.");
            }

            if (run.All.CalibrationError is { } error)
            {
                terminal.Say(
                    string.Create(CultureInfo.InvariantCulture, $"Calibration error of the score read as a probability: {error:0.000}.")
                );
            }

            foreach (var bin in run.All.ByScore)
            {
                terminal.Say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  score {bin.From, 2} - {bin.From + 10, 3}: {bin.Moments, 4} moments, mean {bin.MeanScore, 5:0.0}, right {Share(bin.Right), 4}"
                    )
                );
            }

            foreach (var miss in run.Misses)
            {
                terminal.Say($"  {miss}");
            }
        }
        if (Runs is not [var first, var second])
        {
            return;
        }

        terminal.Say();
        terminal.Say(
            $"{second.Name} against {first.Name}: better in {Better(second, first)}, worse in {Better(first, second)} of {Queries} queries (by the place of the first right moment)."
        );
    }

    private static int Better(QualityRun one, QualityRun other) =>
        one.FirstRight.Zip(other.FirstRight).Count(pair => (pair.First ?? int.MaxValue) < (pair.Second ?? int.MaxValue));

    private static void Line(Terminal terminal, string kind, QualityFigures f) =>
        terminal.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(kind.Length <= 20 ? kind : kind[..20]), -20} {f.Answerable, 7} {Share(f.RecallAt1), 6} {Share(f.RecallAt5), 6} {Share(f.RecallAt10), 6} {Two(f.MeanReciprocalRank), 6} {Two(f.MapByOverlap), 6} {Two(f.MapAtIou03), 7} {Two(f.MapAtIou05), 6}"
            )
        );

    private static string Share(double? share) => share is { } s ? (s * 100).ToString("0", CultureInfo.InvariantCulture) + "%" : "-";

    private static string Two(double? figure) => figure?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>One way of searching: its figures, and the place of the first right moment of each query in order (null: none).</summary>
internal sealed record QualityRun(
    string Name,
    QualityFigures All,
    IReadOnlyList<KindFigures> ByKind,
    IReadOnlyList<int?> FirstRight,
    IReadOnlyList<string> Misses
)
{
    /// <summary>Measures the judged queries of one way of searching.</summary>
    public static QualityRun Of(string name, IReadOnlyList<JudgedQuery> queries) =>
        new(
            name,
            QualityFigures.Of(queries),
            [
                .. queries
                    .GroupBy(q => q.Kind)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new KindFigures(g.Key, QualityFigures.Of([.. g]))),
            ],
            [.. queries.Select(q => q.FirstRight)],
            [.. queries.Select(Miss).OfType<string>()]
        );

    private static string? Miss(JudgedQuery query)
    {
        if (!query.IsAnswerable)
        {
            return query.Found.Count == 0
                ? null
                : $"\"{query.Text}\" is not there, but found {Place(query.Found[0])} ({query.Found[0].Confidence}).";
        }

        if (query.FirstRight == 1)
        {
            return null;
        }

        var best = query.FirstRight is { } place ? $"its first right moment is number {place}" : "it has no right moment";
        return query.Found.Count == 0
            ? $"\"{query.Text}\" found nothing."
            : $"\"{query.Text}\" found {Place(query.Found[0])} first; {best}.";
    }

    private static string Place(FoundMoment moment) =>
        $"{moment.Video} {Readable.Place(moment.StartSec)} - {Readable.Place(moment.EndSec)}";
}

/// <summary>Figures of one kind of question.</summary>
internal sealed record KindFigures(string Kind, QualityFigures Figures);
