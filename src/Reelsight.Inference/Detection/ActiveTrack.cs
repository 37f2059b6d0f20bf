using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>A track that may still grow.</summary>
internal sealed class ActiveTrack(int id)
{
    // Objects that do not move by themselves are seldom what moves across an image.
    private const float MovingWeight = 0.1f;

    // An object that gets further than this from where it was first seen, in box lengths, moves, however slowly.
    private const double MinDistanceFromStart = 1;

    // A label that never reaches this score anywhere along the track is noise.
    private const float MinBestScore = 0.25f;

    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float> _votes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float> _bestScores = new(StringComparer.Ordinal);

    public int Id => id;

    public List<TrackObservation> Observations { get; } = [];

    public int LastFrame { get; private set; }

    public bool IsPerson { get; private set; }

    public BoundingBox Last => Observations[^1].Box;

    public static double ComputeDistance(BoundingBox one, BoundingBox other) =>
        Math.Sqrt(Math.Pow(one.CentreX - other.CentreX, 2) + Math.Pow(one.CentreY - other.CentreY, 2));

    public static double ComputeLength(BoundingBox box) => Math.Sqrt(box.Area);

    public bool HasLabel(ObjectDetection opinion) => _labels.Contains(opinion.Label);

    public void Add(double timeSec, int frame, DetectionGroup place)
    {
        Observations.Add(new TrackObservation(timeSec, place.Box, place.Detections[0].Score));
        LastFrame = frame;
        IsPerson = place.IsPerson;
        _labels.UnionWith(place.Detections.Select(opinion => opinion.Label));
        var scores = place
            .Detections.SelectMany(opinion => opinion.Alternatives.Append(new LabelScore(opinion.Label, opinion.Score)))
            .GroupBy(opinion => opinion.Label, (label, all) => new LabelScore(label, all.Max(opinion => opinion.Score)));
        foreach (var (label, score) in scores)
        {
            _votes[label] = _votes.GetValueOrDefault(label) + score;
            _bestScores[label] = MathF.Max(_bestScores.GetValueOrDefault(label), score);
        }
    }

    /// <summary>Box at a time, extrapolated linearly from the last two observations.</summary>
    public BoundingBox PredictBox(double timeSec)
    {
        if (Observations.Count < 2)
        {
            return Last;
        }

        var (before, last) = (Observations[^2], Observations[^1]);
        var ahead = (float)((timeSec - last.TimeSec) / (last.TimeSec - before.TimeSec));
        return Last with
        {
            X = last.Box.X + (ahead * (last.Box.CentreX - before.Box.CentreX)),
            Y = last.Box.Y + (ahead * (last.Box.CentreY - before.Box.CentreY)),
        };
    }

    public ObjectTrack ToObjectTrack(double movingFrom)
    {
        var motion = ComputeMotion();
        var moving = motion >= movingFrom || IsFarFromStart();
        var votes = ComputeVotes(moving);
        return new ObjectTrack(id, votes[0].Label, votes, Observations, _bestScores[votes[0].Label], motion, moving);
    }

    // First the group, then the label: "bus" and "car" agree with each other against "cell phone".
    private List<LabelVote> ComputeVotes(bool moving)
    {
        var votes = _votes
            .Where(vote => _bestScores[vote.Key] >= MinBestScore)
            .Select(vote => (vote.Key, Category: CocoLabels.GetCategory(vote.Key), vote.Value, Score: vote.Value / Observations.Count))
            .Select(vote => vote with { Value = vote.Value * (moving && !IsSelfMoving(vote.Category) ? MovingWeight : 1) })
            .ToList();
        var total = votes.Sum(vote => vote.Value);
        return
        [
            .. votes
                .GroupBy(vote => vote.Category)
                .OrderByDescending(kind => kind.Sum(vote => vote.Value))
                .SelectMany(kind => kind.OrderByDescending(vote => vote.Value))
                .Select(vote => new LabelVote(vote.Key, vote.Value / total, vote.Score)),
        ];
    }

    private static bool IsSelfMoving(string category) => category is "person" or "vehicle" or "animal" or "sports";

    private bool IsFarFromStart()
    {
        var length = Observations.Average(seen => ComputeLength(seen.Box));
        return Observations.Exists(seen => ComputeDistance(seen.Box, Observations[0].Box) >= MinDistanceFromStart * length);
    }

    private double ComputeMotion()
    {
        double path = 0;
        for (var i = 1; i < Observations.Count; i++)
        {
            path += ComputeDistance(Observations[i - 1].Box, Observations[i].Box);
        }

        var durationSec = Observations[^1].TimeSec - Observations[0].TimeSec;
        var length = Observations.Average(seen => ComputeLength(seen.Box));
        return durationSec > 0 && length > 0 ? path / length / durationSec : 0;
    }
}
