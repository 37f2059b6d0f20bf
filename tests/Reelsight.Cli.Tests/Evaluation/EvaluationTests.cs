using System.Text;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Evaluation;

namespace Reelsight.Cli.Tests.Evaluation;

public sealed class EvaluationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Recall_and_reciprocal_rank_follow_the_place_of_the_first_right_moment()
    {
        var figures = QualityMetrics.Compute([
            Query([At(10, 20)], Found(12, 15)),
            Query([At(10, 20)], Found(0, 10), Found(30, 40), Found(19, 22)),
            Query([At(10, 20)], Found(20, 30)),
            Query([At(10, 20)]),
        ]);

        Assert.Equal(0.25, figures.RecallAt1);
        Assert.Equal(0.5, figures.RecallAt5);
        Assert.Equal((1 + 1.0 / 3) / 4, figures.MeanReciprocalRank!.Value, 9);
    }

    [Fact]
    public void The_calibration_error_is_the_distance_between_confidence_and_the_share_of_right_seconds()
    {
        var video = new PresenceSet.ObservedVideo(
            "a.mp4",
            [
                new PresenceSet.ObservedObject(
                    ["car", "vehicle"],
                    [
                        [0, 5],
                        [8, 10],
                    ]
                ),
            ]
        );
        var report = FactCalibration.Compute(
            "films",
            [
                (video, new WireFact("a car", 0, 10, 0.75, "car")),
                (video, new WireFact("a vehicle", 0, 5, 0.95, "vehicle")),
                (video, new WireFact("a bus", 0, 5, 0.55, "bus")),
                (video, new WireFact("a dog", 0, 5, null, "dog")),
            ]
        );
        Assert.Equal((3, 20), (report.Facts, report.Seconds));
        Assert.Equal([(0.55, 0.0), (0.75, 0.7), (0.95, 1.0)], report.Bins.Select(b => (b.MeanConfidence, b.Right)));
        Assert.Equal(0.25 * 0.55 + 0.5 * 0.05 + 0.25 * 0.05, report.ExpectedCalibrationError, 9);
        Assert.Equal("a.mp4 0:00:00.0 - 0:00:05.0: a bus (0.55)", Assert.Single(report.Wrong));
    }

    [Fact]
    public void A_set_of_what_is_in_view_that_makes_no_sense_is_refused_by_field()
    {
        var path = _folder.File(
            "presence.json",
            """{ "videos": [{ "video": "a.mp4", "objects": [{ "names": ["car"], "ranges": [[5, 3]] }] }] }"""u8.ToArray()
        );
        var failure = Assert.Throws<CommandException>(() => PresenceSet.Read(path));
        Assert.Contains("videos[0].objects", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_counts_once_and_a_second_moment_on_it_neither_helps_nor_harms_by_overlap()
    {
        var query = Query([At(0, 30), At(50, 60)], Found(0, 10), Found(10, 20), Found(52, 58));
        Assert.Equal(1, query.AveragePrecisionByOverlap(), 9);
        var withMiss = Query([At(0, 30), At(50, 60)], Found(0, 10), Found(40, 45), Found(52, 58));
        Assert.Equal((1 + 2.0 / 3) / 2, withMiss.AveragePrecisionByOverlap(), 9);
    }

    [Fact]
    public void By_intersection_over_union_a_moment_must_cover_its_range_well()
    {
        var query = Query([At(0, 10)], Found(0, 4), Found(1, 9));
        Assert.Equal(0.5, query.AveragePrecisionByIoU(0.5), 9);
        Assert.Equal(1, query.AveragePrecisionByIoU(0.3), 9);
        Assert.Equal(1, Query([new("a.mp4", 0, double.PositiveInfinity)], Found(3, 4)).AveragePrecisionByIoU(0.5), 9);
    }

    [Fact]
    public void What_is_not_there_and_found_all_the_same_is_a_false_alarm()
    {
        var figures = QualityMetrics.Compute([
            Query([]),
            Query([], Found(0, 5, confidence: "low")),
            Query([], Found(0, 5, confidence: "high")),
        ]);
        Assert.Null(figures.RecallAt1);
        Assert.Equal(2.0 / 3, figures.FalseAlarms!.Value, 9);
        Assert.Equal(1.0 / 3, figures.ConfidentFalseAlarms!.Value, 9);
    }

    [Fact]
    public void A_score_that_is_right_as_often_as_it_says_has_no_calibration_error()
    {
        Assert.Equal(0, QualityMetrics.Compute([Query([At(0, 10)], Found(0, 5, 50), Found(20, 25, 50))]).CalibrationError!.Value, 9);
        Assert.Equal(0.4, QualityMetrics.Compute([Query([At(0, 10)], Found(0, 5, 90), Found(20, 25, 90))]).CalibrationError!.Value, 9);
    }

    [Theory]
    [InlineData("{}", "queries")]
    [InlineData("""{"queries": [{"text": "", "right": []}]}""", "queries[0].text")]
    [InlineData("""{"queries": [{"text": "car"}]}""", "queries[0].right")]
    [InlineData("""{"queries": [{"text": "car", "right": [{"video": "a.mp4", "ranges": [[5, 2]]}]}]}""", "a.mp4")]
    [InlineData("not json", "cannot be read")]
    public void A_set_of_queries_that_cannot_be_used_is_refused_with_the_field(string text, string named)
    {
        var path = _folder.File("queries.json", Encoding.UTF8.GetBytes(text));
        var failure = Assert.Throws<CommandException>(() => QuerySet.Read(path));
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Contains(named, failure.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static RelevantRange At(double startSec, double endSec) => new("a.mp4", startSec, endSec);

    private static RetrievedMoment Found(double startSec, double endSec, double score = 80, string confidence = "high") =>
        new("a.mp4", startSec, endSec, score, confidence);

    private static JudgedQuery Query(IReadOnlyList<RelevantRange> right, params RetrievedMoment[] found) => new("q", "kind", right, found);
}
