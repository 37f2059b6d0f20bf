namespace Reelsight.Inference.Detection;

/// <summary>One thing followed through sampled frames.</summary>
/// <param name="Id">Number of the track, from 1, in order of appearance.</param>
/// <param name="Label">What its observations say together: the first of <paramref name="Votes"/>.</param>
/// <param name="Votes">Every label that an observation had, or might have had, the likeliest first; the shares add up to 1.</param>
/// <param name="Observations">Where it was seen, in order of time; a frame in which it was missed has none.</param>
/// <param name="BestScore">Highest score of an observation with the track's label, 0 to 1.</param>
/// <param name="Motion">Mean speed of its centre in lengths of its own box per second.</param>
/// <param name="IsMoving">Whether <paramref name="Motion"/> is more than the detector's jitter, or it got away from where it was first
/// seen.</param>
public sealed record ObjectTrack(
    int Id,
    string Label,
    IReadOnlyList<LabelVote> Votes,
    IReadOnlyList<TrackObservation> Observations,
    float BestScore,
    double Motion,
    bool IsMoving
)
{
    /// <summary>Time of the first observation, in seconds.</summary>
    public double StartSec => Observations[0].TimeSec;

    /// <summary>Time of the last observation, in seconds.</summary>
    public double EndSec => Observations[^1].TimeSec;
}
