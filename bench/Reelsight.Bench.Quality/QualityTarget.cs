using System.Globalization;
using System.Text.RegularExpressions;

namespace Reelsight.Bench.Quality;

/// <summary>A figure that the joint space has promised to reach on held-out pictures.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Minimum">Per cent.</param>
/// <param name="Pattern">Finds the figure in what <c>./reelsight train evaluate</c> prints; the default head comes first.</param>
internal sealed record QualityTarget(string Name, double Minimum, Regex Pattern)
{
    public static IReadOnlyList<QualityTarget> All { get; } =
    [
        new("captions, text to image, R@1 of 1,000 photos", 21, new Regex(@"text to image (?<figure>[\d.]+) / ")),
        new("R@5", 48, new Regex(@"text to image [\d.]+ / (?<figure>[\d.]+)")),
        new("R@10", 60, new Regex(@"text to image [\d.]+ / [\d.]+ / (?<figure>[\d.]+)")),
        new("captions, image to text, R@10", 62, new Regex(@"image to text [\d.]+ / [\d.]+ / (?<figure>[\d.]+)")),
        new("seen classes, first hit, mean of the sets", 85, new Regex(@"first hit right, mean of \d+ sets: (?<figure>[\d.]+)")),
    ];

    public double Measure(string printed) =>
        Pattern.Match(printed) is { Success: true } match
            ? double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidDataException($"The evaluation does not print \"{Name}\".");
}
