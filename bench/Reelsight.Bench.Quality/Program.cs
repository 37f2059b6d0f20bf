using System.Globalization;
using Reelsight.Bench.Quality;
using Reelsight.Bench.Quality.FewShot;

// How good search and facts are on all our own sets, each measured by the program that anybody can run by itself; docs/quality.md says what
// it means. Usage: ./reelsight bench quality [--media DIR] [--pictures DIR] [--without-looks]
// [--few-shot-only [--without-films]] The folders are shared/media and
// shared/training beside the checkout unless named. Without a set, its part is left out and the report says so.
var root = MeasurementPrograms.FindRoot();
var media = Option("--media", Path.GetFullPath(Path.Combine(root, "..", "shared", "media")));
var pictures = Option("--pictures", Path.GetFullPath(Path.Combine(root, "..", "shared", "training")));
string[] samples =
[
    .. ((string[])["movie1/VID_20191220_170832.mp4", "movie2/movie-hello.mp4"]).Select(file =>
        Path.Combine("/usr/share/forensics-samples/original-files", file)
    ),
];
if (args.Contains("--few-shot-only"))
{
    return (await FewShotBenchmark.RunAsync(pictures, withFilms: !args.Contains("--without-films"))).AllMet ? 0 : 1;
}

var report = new QualityBenchReport();
var allTaught = true;
var programs = new MeasurementPrograms(root);
var work = Directory.CreateTempSubdirectory("reelsight-quality-").FullName;
try
{
    if (File.Exists(Path.Combine(media, "truth.json")))
    {
        var sets = Path.Combine(root, "bench", "Quality");
        string[] clips = [.. Directory.GetFiles(media, "*.mp4").Order(StringComparer.Ordinal)];
        await programs.RunReelsightAsync(["index", .. clips, .. Index("clips")]);
        report.AddSection(
            "Search on the known clips",
            "Six short clips that development looked at: a check, not a promise.",
            await programs.RunReelsightAsync(["eval", Path.Combine(sets, "known-clips.json"), .. Index("clips")])
        );
        await programs.RunReelsightAsync(["index", .. clips, .. samples, .. Index("facts")]);
        report.AddSection(
            "Facts on the known clips",
            "The same clips and two of Debian's; see docs/quality-analysis.md.",
            await programs.RunReelsightAsync(["eval", Path.Combine(sets, "known-presence.json"), "--facts", .. Index("facts")])
        );
    }
    else
    {
        report.AddSkipped("Known clips", $"{media} holds no truth.json");
    }

    if (File.Exists(Path.Combine(pictures, "flickr8k-train.tar")))
    {
        var evaluated = await programs.RunTrainingAsync(["evaluate", "--pictures", pictures]);
        report.AddTargets(QualityTarget.All, evaluated);
        report.AddSection(
            "The joint space on held-out pictures",
            "The test part of the split in training/README.md, which nothing was trained on.",
            evaluated
        );
        report.AddSection(
            "Calibration of evidence on held-out pictures",
            "Pictures that the table was not fitted on.",
            await programs.RunTrainingAsync(["calibration", "--measure", "--pictures", pictures])
        );
        if (!args.Contains("--without-looks"))
        {
            report.AddSection(
                "Look-alikes after edits",
                "200 photos of the test part.",
                await programs.RunTrainingAsync(["looks", "--pictures", pictures, "--out", work])
            );
        }
    }
    else
    {
        report.AddSkipped("Held-out pictures", $"{pictures} holds no flickr8k-train.tar");
    }

    if (FewShotBenchmark.IsPossible(pictures))
    {
        (var learned, allTaught) = await FewShotBenchmark.RunAsync(pictures, withFilms: true);
        report.AddSection(
            "Labels taught by example",
            "Mean and spread over ten seeds on the half of each set that did not teach; films of these images for intervals.",
            learned
        );
    }
    else
    {
        report.AddSkipped("Labels taught by example", $"{pictures} lacks one of {string.Join(", ", FewShotBenchmark.Sets)}");
    }
}
finally
{
    Directory.Delete(work, recursive: true);
}

var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
var file = Path.Combine(root, "bench", "results", $"{today}-quality.md");
File.WriteAllText(file, report.Format(today));
Console.WriteLine($"Written to {Path.GetRelativePath(root, file)}.");
return report.AllTargetsMet && allTaught ? 0 : 1;

string[] Index(string name) => ["--data", Path.Combine(work, "data"), "--index", name];

string Option(string name, string otherwise) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
