using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Evaluation;

/// <summary>
/// Calibration of the confidences of facts about visible objects, as <c>--json</c> prints it.
/// </summary>
/// <param name="Index">Name of the index.</param>
/// <param name="Facts">Number of facts judged.</param>
/// <param name="Seconds">Their total duration, seconds.</param>
/// <param name="ExpectedCalibrationError">Mean distance between confidence and share of correct seconds over ten bins, weighted by
/// seconds.</param>
/// <param name="Bins">The bins that hold any fact.</param>
/// <param name="Wrong">Facts that are mostly wrong, most confident first.</param>
internal sealed record FactCalibration(
    string Index,
    int Facts,
    double Seconds,
    double ExpectedCalibrationError,
    IReadOnlyList<ReliabilityBin> Bins,
    IReadOnlyList<string> Wrong
)
{
    private const int MaxBins = 10;

    /// <summary>Judges facts by the ground truth of the videos they are about.</summary>
    public static FactCalibration Compute(string index, IReadOnlyList<(PresenceSet.ObservedVideo Video, WireFact Fact)> facts)
    {
        var judged = facts
            .Where(f => f.Fact.Confidence is not null && f.Fact.EndSec > f.Fact.StartSec)
            .Select(f =>
                (
                    f.Video,
                    f.Fact,
                    Confidence: f.Fact.Confidence!.Value,
                    Sec: f.Fact.EndSec - f.Fact.StartSec,
                    RightSec: ComputeCorrectSec(f.Video, f.Fact)
                )
            )
            .ToList();
        var total = judged.Sum(j => j.Sec);
        var bins = judged
            .GroupBy(j => Math.Min(MaxBins - 1, (int)(j.Confidence * MaxBins)))
            .OrderBy(bin => bin.Key)
            .Select(bin =>
            {
                var sec = bin.Sum(j => j.Sec);
                return new ReliabilityBin(
                    (double)bin.Key / MaxBins,
                    (bin.Key + 1.0) / MaxBins,
                    sec,
                    bin.Sum(j => j.Confidence * j.Sec) / sec,
                    bin.Sum(j => j.RightSec) / sec
                );
            })
            .ToList();
        return new FactCalibration(
            index,
            judged.Count,
            total,
            total > 0 ? bins.Sum(b => b.Seconds / total * Math.Abs(b.MeanConfidence - b.Right)) : 0,
            bins,
            [
                .. judged
                    .Where(j => j.RightSec < j.Sec / 2)
                    .OrderByDescending(j => j.Confidence)
                    .Select(j =>
                        $"{j.Video.Video} {DisplayFormat.FormatTimecode(j.Fact.StartSec)} - {DisplayFormat.FormatTimecode(j.Fact.EndSec)}: "
                        + string.Create(CultureInfo.InvariantCulture, $"{j.Fact.Text} ({j.Confidence:0.00})")
                    ),
            ]
        );
    }

    /// <summary>Writes the report for people.</summary>
    public void Show(Terminal terminal)
    {
        terminal.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DisplayFormat.FormatCount(Facts, "fact", "facts")} about things in view, {Seconds:0} seconds together, in {Index}"
            )
        );
        terminal.WriteLine();
        terminal.WriteLine("confidence   seconds     mean    right");
        foreach (var bin in Bins)
        {
            terminal.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bin.From:0.0} - {bin.To:0.0}  {bin.Seconds, 8:0.0} {bin.MeanConfidence, 8:0.00} {bin.Right, 8:0.00}"
                )
            );
        }

        terminal.WriteLine();
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Expected calibration error: {ExpectedCalibrationError:0.000}."));
        if (Wrong.Count > 0)
        {
            terminal.WriteLine("Mostly wrong:");
        }

        foreach (var wrong in Wrong)
        {
            terminal.WriteLine($"  {wrong}");
        }
    }

    // Seconds in which an object of that name is visible.
    private static double ComputeCorrectSec(PresenceSet.ObservedVideo video, WireFact fact)
    {
        var (sum, until) = (0.0, fact.StartSec);
        foreach (var range in video.Objects.Where(o => o.Names.Contains(fact.Name ?? "")).SelectMany(o => o.Ranges).OrderBy(r => r[0]))
        {
            var (from, to) = (Math.Max(range[0], until), Math.Min(range[1], fact.EndSec));
            if (to <= from)
            {
                continue;
            }

            sum += to - from;
            until = to;
        }
        return sum;
    }
}
