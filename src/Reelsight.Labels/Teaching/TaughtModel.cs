namespace Reelsight.Labels.Teaching;

/// <summary>What a label has learned from its examples.</summary>
/// <param name="Layout">The numbers that it looks at.</param>
/// <param name="Score">The classifier.</param>
/// <param name="WithoutFold">
/// For each half of all footage, the classifier that has not learned from other footage of it; none where it was taught elsewhere.
/// </param>
/// <param name="Threshold">The score from which it proposes.</param>
/// <param name="Calibration">How likely a proposal is right; null where the examples are too few to say.</param>
public sealed record TaughtModel(
    FeatureLayout Layout,
    LinearScore Score,
    IReadOnlyList<LinearScore> WithoutFold,
    double Threshold,
    ProposalCalibration? Calibration
)
{
    /// <summary>The intervals of a video that seem to show the label, in order.</summary>
    /// <param name="video">A video described in the space that the model was trained in.</param>
    public IReadOnlyList<ScoredInterval> Find(TeachingVideo video)
    {
        var windows = TeachingWindow.Split(video);
        return ScoreSegmenter.Find(windows, Compute(video, windows), Threshold);
    }

    /// <summary>The mean score of all windows of a video: how much all of it looks like the label.</summary>
    /// <param name="video">A video described in the space that the model was trained in.</param>
    public double ScoreAll(TeachingVideo video)
    {
        var windows = TeachingWindow.Split(video);
        return windows.Count == 0 ? double.NegativeInfinity : Compute(video, windows).Average();
    }

    private float[] Compute(TeachingVideo video, IReadOnlyList<TeachingWindow> windows)
    {
        var score = WithoutFold.Count == 0 ? Score : WithoutFold[FootageFold.Find(video.VideoId)];
        return [.. windows.Select(w => score.Compute(Layout.Compute(video, w)))];
    }
}
