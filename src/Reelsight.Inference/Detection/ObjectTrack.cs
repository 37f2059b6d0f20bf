namespace Reelsight.Inference.Detection;

/// <summary>One object followed through sampled frames.</summary>
/// <param name="Id">Number of the track, from 1, in order of appearance.</param>
/// <param name="Label">The label on which its observations agree: the first of <paramref name="Votes"/>.</param>
/// <param name="Votes">Every label that an observation had as its own or as an alternative, the likeliest first; shares sum to 1.</param>
/// <param name="Observations">Where it was seen, in order of time; a frame in which it was missed has none.</param>
/// <param name="BestScore">Highest score of an observation with the track's label, 0 to 1.</param>
/// <param name="Motion">Mean speed of its centre in box lengths per second.</param>
/// <param name="IsMoving">Whether <paramref name="Motion"/> exceeds the detector's jitter, or it left the place where it was first
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
