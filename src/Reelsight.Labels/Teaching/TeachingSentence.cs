using System.Globalization;

namespace Reelsight.Labels.Teaching;

/// <summary>Says in plain words what a label has learned, how good it is, and what would help it most.</summary>
public static class TeachingSentence
{
    /// <summary>Examples and videos from which on more of them change little.</summary>
    public const int EnoughVideos = 5;
    private const int EnoughExamples = 10;
    private const double GoodShare = 0.75;

    /// <summary>How many more accepted examples it takes until its figures can be measured; 0 when they can.</summary>
    public static int CountNeeded(TeachingFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return Math.Max(0, LabelTrainer.MinToMeasure - figures.Accepted);
    }

    /// <summary>The sentences.</summary>
    public static string Describe(TeachingFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return string.Join(' ', Say(figures));
    }

    private static IEnumerable<string> Say(TeachingFigures f)
    {
        var from = $"from {Count(f.Accepted, "example")} in {Count(f.Videos, "video")}";
        yield return f switch
        {
            { State: TeachingState.NeedsExamples, Rejected: > 0 } =>
                $"It has seen {Count(f.Rejected, "moment")} that {(f.Rejected == 1 ? "does" : "do")} not show it, and none that does: "
                    + "mark one that does.",
            { State: TeachingState.NeedsExamples } => "It has no examples yet: mark a moment that shows it.",
            { State: TeachingState.NeedsContrast } =>
                $"It has {Count(f.Accepted, "example")} and nothing to tell them from: mark where the label ends, reject a wrong "
                    + "proposal, or add a video without it.",
            { State: TeachingState.Unmeasured } =>
                $"It proposes {from}. How well cannot be said yet: mark {CountMore(CountNeeded(f), "moment")}"
                    + $"{(f.Videos < 2 ? ", best in another video" : "")}.",
            { Found: 0 } => $"It does not find its own examples again yet, {from}.",
            { Right: { } right } => $"Finds about {OfTen(f.Found!.Value)}, {OfTen(right)} proposals right, {from}.",
            _ => $"Finds about {OfTen(f.Found!.Value)}, {from}.",
        };
        if (f.State == TeachingState.Measured && Advise(f) is { } advice)
        {
            yield return advice;
        }

        if (f.Contradictory > 0)
        {
            yield return $"{Count(f.Contradictory, "moment")} {(f.Contradictory == 1 ? "is" : "are")} both accepted and rejected and "
                + $"{(f.Contradictory == 1 ? "was" : "were")} left out: decide which is right.";
        }

        if (f.Missing > 0)
        {
            yield return $"{Count(f.Missing, "example")} {(f.Missing == 1 ? "lies" : "lie")} in videos that are gone or not indexed yet "
                + $"and {(f.Missing == 1 ? "was" : "were")} left out.";
        }
    }

    private static string? Advise(TeachingFigures f) =>
        f switch
        {
            { Videos: 1 } => "Measured within one video, where all looks alike: show it two more videos.",
            { Videos: < EnoughVideos } => $"Show it {CountMore(f.Videos < EnoughVideos - 1 ? 2 : 1, "video")}.",
            { Accepted: < EnoughExamples } => $"Mark {CountMore(EnoughExamples - f.Accepted, "moment")}.",
            { Right: < GoodShare } => "Reject more of its wrong proposals.",
            { Found: < GoodShare } => "Mark more moments that it misses.",
            _ => null,
        };

    private static string OfTen(double share) => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(share * 10)} of 10");

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string CountMore(int count, string noun) =>
        (
            count switch
            {
                1 => "one",
                2 => "two",
                3 => "three",
                _ => count.ToString(CultureInfo.InvariantCulture),
            }
        ) + $" more {noun}{(count == 1 ? "" : "s")}";
}
