using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>What is known of shots and of what is written in them: cuts, shots that come again, writing that appears.</summary>
internal static class SceneFacts
{
    /// <summary>Lines that are there from the start, or from a cut on, have not appeared.</summary>
    private const double LateSec = 0.75;
    private const int MostQuoted = 3;

    /// <summary>A fact for each moment at which lines come into the picture, with the lowest of their confidences.</summary>
    public static IEnumerable<Fact> Writing(IEnumerable<Evidence> evidence, IReadOnlyList<double> cutsSec)
    {
        var late = evidence.Where(e => e.Kind == EvidenceKind.OnScreenText && e.EndSec > e.StartSec && !string.IsNullOrWhiteSpace(e.Text) && e.StartSec > LateSec)
            .Where(e => !cutsSec.Any(cut => Math.Abs(e.StartSec - cut) <= LateSec));
        foreach (var group in late.GroupBy(e => e.StartSec))
        {
            var lines = group.DistinctBy(e => e.Text).ToList();
            var quoted = lines.Take(MostQuoted).Select(l => $"“{l.Text.Trim()}”").ToList();
            if (lines.Count > MostQuoted) quoted.Add($"{Nouns.Number(lines.Count - MostQuoted)} more {(lines.Count - MostQuoted == 1 ? "line" : "lines")}");
            yield return new Fact
            {
                Kind = FactKind.TextAppears,
                Text = $"{Nouns.Join(quoted)} {(lines.Count == 1 ? "appears" : "appear")} on screen",
                StartSec = group.Key,
                EndSec = lines.Max(l => l.EndSec),
                Source = lines[0].Source,
                Confidence = lines.Min(l => l.Confidence),
            };
        }
    }

    /// <summary>One shot gives way to the next.</summary>
    public static Fact Cut(double atSec, double endSec) => new()
    {
        Kind = FactKind.SceneChange,
        Text = "the picture changes to another shot",
        StartSec = atSec,
        EndSec = Math.Min(atSec + 0.001, endSec),
        Source = "shots",
    };
}
