using System.Globalization;
using System.Text;

namespace Reelsight.Bench.Quality;

/// <summary>What was measured, as a page of bench/results.</summary>
internal sealed class QualityBenchReport
{
    private readonly StringBuilder _targets = new();
    private readonly StringBuilder _sections = new();

    /// <summary>Whether every bar that was measured holds.</summary>
    public bool AllTargetsMet { get; private set; } = true;

    public void AddTargets(IReadOnlyList<QualityTarget> targets, string printed)
    {
        _targets.AppendLine("| on held-out pictures | at least | measured |").AppendLine("|---|---|---|");
        foreach (var target in targets)
        {
            var measured = target.Measure(printed);
            AllTargetsMet &= measured >= target.Minimum;
            _targets.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {target.Name} | {target.Minimum:0.0} | {measured:0.0}{(measured >= target.Minimum ? "" : ", **missed**")} |"
            );
        }

        _targets.AppendLine();
    }

    public void AddSection(string title, string data, string printed) =>
        _sections
            .AppendLine(CultureInfo.InvariantCulture, $"## {title}")
            .AppendLine()
            .AppendLine(data)
            .AppendLine()
            .AppendLine("```text")
            .AppendLine(printed.Trim())
            .AppendLine("```")
            .AppendLine();

    public void AddSkipped(string title, string why) =>
        _sections
            .AppendLine(CultureInfo.InvariantCulture, $"## {title}")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Not measured: {why}.")
            .AppendLine();

    public string Format(string date) =>
        $"# Quality\n\n{date}. Run: `./reelsight bench quality`. What it means: docs/quality.md.\n\n{_targets}{_sections}".TrimEnd() + "\n";
}
