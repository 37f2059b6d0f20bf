using Reelsight.Training.Calibration;

namespace Reelsight.Training.Tests.Calibration;

public sealed class LogisticCalibratorTests
{
    [Fact]
    public void The_line_that_judgements_follow_is_found_again()
    {
        var truth = new LogisticCalibrator(1.5, -0.4);
        var judged = Enumerable
            .Range(-30, 61)
            .Select(step => step / 10.0)
            .SelectMany(strength =>
                new[]
                {
                    new JudgedSample(strength, true, truth.ComputeProbability(strength)),
                    new JudgedSample(strength, false, 1 - truth.ComputeProbability(strength)),
                }
            );
        var found = LogisticCalibrator.Fit([.. judged]);
        Assert.Equal((truth.Slope, truth.Offset), (Math.Round(found.Slope, 3), Math.Round(found.Offset, 3)));
    }

    [Fact]
    public void Judgements_that_strengths_tell_apart_without_fail_give_a_finite_line()
    {
        var found = LogisticCalibrator.Fit([new JudgedSample(0, false, 1), new JudgedSample(1, true, 1)]);
        Assert.True(
            double.IsFinite(found.Slope)
                && double.IsFinite(found.Offset)
                && found.ComputeProbability(1) > 0.9
                && found.ComputeProbability(0) < 0.1
        );
    }

    [Fact]
    public void The_calibration_error_is_the_mean_distance_of_what_was_said_from_what_came_true()
    {
        Assert.Equal(0, LogisticCalibrator.ComputeCalibrationError([(0.5, true, 1), (0.5, false, 1)]), 9);
        Assert.Equal(0.25, LogisticCalibrator.ComputeCalibrationError([(0.95, true, 1), (0.95, false, 1), (0.05, false, 2)]), 9);
    }
}
