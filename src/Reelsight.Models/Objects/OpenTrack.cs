namespace Reelsight.Models.Objects;

/// <summary>Everything the detector said about one place in one frame; the opinions differ in label, the best comes first.</summary>
internal sealed record Place(Box Box, List<DetectedObject> Opinions)
{
    public bool IsPerson => Opinions[0].Label == "person";
}

/// <summary>A track that may still grow.</summary>
internal sealed class OpenTrack(int id)
{
    // Things that do not move by themselves are seldom what moves across a picture.
    private const float MovedWeight = 0.1f;

    private readonly Dictionary<string, float> _votes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float> _bestScores = new(StringComparer.Ordinal);

    public int Id => id;

    public List<TrackObservation> Observations { get; } = [];

    public int LastFrame { get; private set; }

    public bool IsPerson { get; private set; }

    public Box Last => Observations[^1].Box;

    public static double Distance(Box one, Box other) =>
        Math.Sqrt(Math.Pow(one.CentreX - other.CentreX, 2) + Math.Pow(one.CentreY - other.CentreY, 2));

    public static double Length(Box box) => Math.Sqrt(box.Area);

    public bool HasLabel(DetectedObject opinion) => _votes.ContainsKey(opinion.Label);

    public void Add(double timeSec, int frame, Place place)
    {
        Observations.Add(new TrackObservation(timeSec, place.Box, place.Opinions[0].Score));
        LastFrame = frame;
        IsPerson = place.IsPerson;
        foreach (var opinion in place.Opinions)
        {
            _votes[opinion.Label] = _votes.GetValueOrDefault(opinion.Label) + opinion.Score;
            _bestScores[opinion.Label] = MathF.Max(_bestScores.GetValueOrDefault(opinion.Label), opinion.Score);
        }
    }

    /// <summary>Where it is at a time if it goes on as between its last two observations.</summary>
    public Box Expected(double timeSec)
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

    public ObjectTrack Close(double movingFrom)
    {
        var motion = Motion();
        var moving = motion >= movingFrom;
        var votes = Votes(moving);
        return new ObjectTrack(id, votes[0].Label, votes, Observations, _bestScores[votes[0].Label], motion, moving);
    }

    // First what kind of thing it is, then which: "bus" and "car" agree with each other against "cell phone".
    private List<LabelVote> Votes(bool moving)
    {
        var votes = _votes
            .Select(vote => (vote.Key, Category: ObjectLabels.CategoryOf(vote.Key), vote.Value))
            .Select(vote => vote with { Value = vote.Value * (moving && !MovesItself(vote.Category) ? MovedWeight : 1) })
            .ToList();
        var total = votes.Sum(vote => vote.Value);
        return
        [
            .. votes
                .GroupBy(vote => vote.Category)
                .OrderByDescending(kind => kind.Sum(vote => vote.Value))
                .SelectMany(kind => kind.OrderByDescending(vote => vote.Value))
                .Select(vote => new LabelVote(vote.Key, vote.Value / total)),
        ];
    }

    private static bool MovesItself(string category) => category is "person" or "vehicle" or "animal" or "sports";

    private double Motion()
    {
        double path = 0;
        for (var i = 1; i < Observations.Count; i++)
        {
            path += Distance(Observations[i - 1].Box, Observations[i].Box);
        }

        var durationSec = Observations[^1].TimeSec - Observations[0].TimeSec;
        var length = Observations.Average(seen => Length(seen.Box));
        return durationSec > 0 && length > 0 ? path / length / durationSec : 0;
    }
}
