using System.Globalization;
using System.Text;

namespace Reelsight.Bench.Quality;

/// <summary>What was measured, as a page of bench/results.</summary>
internal sealed class QualityReport
{
    private readonly StringBuilder _bars = new();
    private readonly StringBuilder _parts = new();

    /// <summary>Whether every bar that was measured holds.</summary>
    public bool AllHeld { get; private set; } = true;

    public void Hold(IReadOnlyList<Bar> bars, string printed)
    {
        _bars.AppendLine("| on held-out pictures | at least | measured |").AppendLine("|---|---|---|");
        foreach (var bar in bars)
        {
            var measured = bar.Measure(printed);
            AllHeld &= measured >= bar.Least;
            _bars.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {bar.Name} | {bar.Least:0.0} | {measured:0.0}{(measured >= bar.Least ? "" : ", **missed**")} |"
            );
        }

        _bars.AppendLine();
    }

    public void Add(string title, string data, string printed) =>
        _parts
            .AppendLine(CultureInfo.InvariantCulture, $"## {title}")
            .AppendLine()
            .AppendLine(data)
            .AppendLine()
            .AppendLine("```text")
            .AppendLine(printed.Trim())
            .AppendLine("```")
            .AppendLine();

    public void LeaveOut(string title, string why) =>
        _parts
            .AppendLine(CultureInfo.InvariantCulture, $"## {title}")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Not measured: {why}.")
            .AppendLine();

    public string Write(string date) =>
        $"# Quality\n\n{date}. Run: `./reelsight bench quality`. What it means: docs/quality.md.\n\n{_bars}{_parts}".TrimEnd() + "\n";
}
