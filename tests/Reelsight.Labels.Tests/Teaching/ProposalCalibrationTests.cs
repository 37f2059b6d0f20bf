using Reelsight.Labels.Teaching;

namespace Reelsight.Labels.Tests.Teaching;

public sealed class ProposalCalibrationTests
{
    [Fact]
    public void A_confidence_is_how_often_such_scores_were_right()
    {
        var judged = Enumerable.Range(0, 400).Select(i => (Score: i < 200 ? 0.5 : -0.5, IsRight: i < 200 ? i % 4 != 0 : i % 4 == 0));

        var calibration = ProposalCalibration.Fit([.. judged])!;

        Assert.Equal(0.75, calibration.Compute(0.5), 0.02);
        Assert.Equal(0.25, calibration.Compute(-0.5), 0.02);
    }

    [Fact]
    public void Too_few_examples_of_either_kind_give_no_confidence()
    {
        Assert.Null(ProposalCalibration.Fit([.. Enumerable.Range(0, 100).Select(i => ((double)i, i >= 96))]));
    }

    [Fact]
    public void Scores_that_mislead_give_no_confidence()
    {
        Assert.Null(ProposalCalibration.Fit([.. Enumerable.Range(0, 20).Select(i => ((double)i, i < 10))]));
    }

    [Fact]
    public void Separated_examples_are_not_called_certain()
    {
        var calibration = ProposalCalibration.Fit([.. Enumerable.Range(0, 12).Select(i => (i < 6 ? -1.0 : 1.0, i >= 6))])!;

        Assert.InRange(calibration.Compute(1), 0.7, 0.95);
    }
}
