using System.Globalization;
using System.Text.RegularExpressions;

namespace Reelsight.Media.Tools;

/// <summary>How old an ffmpeg is.</summary>
/// <param name="Branch">Its branch, such as "5.1"; null for builds that are named otherwise.</param>
/// <param name="BranchYear">The year in which the branch was first released; null where it is not known.</param>
/// <param name="BuildYear">The year of the last changes in this build, as it says itself; null where it does not.</param>
public sealed partial record FfmpegAge(string? Branch, int? BranchYear, int? BuildYear)
{
    private const int MaxBuildAgeYears = 1;

    // ffmpeg.org/download.html and its archive.
    private static readonly Dictionary<string, int> _branches = new()
    {
        ["4.0"] = 2018,
        ["4.1"] = 2018,
        ["4.2"] = 2019,
        ["4.3"] = 2020,
        ["4.4"] = 2021,
        ["5.0"] = 2022,
        ["5.1"] = 2022,
        ["6.0"] = 2023,
        ["6.1"] = 2023,
        ["7.0"] = 2024,
        ["7.1"] = 2024,
        ["8.0"] = 2025,
    };

    /// <summary>Reads the age from what ffmpeg says of itself.</summary>
    /// <param name="version">Such as "5.1.9-0+deb12u1".</param>
    /// <param name="buildYear">The last year of its copyright notice.</param>
    public static FfmpegAge Read(string version, int? buildYear)
    {
        var branch = BranchPattern().Match(version) is { Success: true } match ? match.Groups[1].Value : null;
        return new FfmpegAge(branch, branch is not null && _branches.TryGetValue(branch, out var year) ? year : null, buildYear);
    }

    /// <summary>
    /// Whether fixes of the last years are missing. A branch may be old as long as a distribution goes on mending it, which the year of the
    /// build shows.
    /// </summary>
    public bool IsOutdated(int currentYear) => (BuildYear ?? BranchYear) is { } year && currentYear - year > MaxBuildAgeYears;

    /// <summary>The age in a sentence.</summary>
    public string Describe() =>
        (BranchYear, BuildYear) switch
        {
            ({ } branch, { } build) when build > branch => string.Create(
                CultureInfo.InvariantCulture,
                $"Branch {Branch} is of {branch}, this build of {build}: security fixes come from your distribution."
            ),
            ({ } branch, _) => string.Create(CultureInfo.InvariantCulture, $"Branch {Branch} is of {branch}."),
            (null, { } build) => string.Create(CultureInfo.InvariantCulture, $"This build is of {build}."),
            _ => "Its age is not known.",
        };

    [GeneratedRegex(@"^n?(\d+\.\d+)")]
    private static partial Regex BranchPattern();
}
