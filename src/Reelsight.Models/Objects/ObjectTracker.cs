namespace Reelsight.Models.Objects;

/// <summary>
/// Links the detections of sampled frames into tracks. Frames come in order of time, with any gaps; not for several threads.
/// </summary>
public sealed class ObjectTracker
{
    // Labels given to one place that overlap by this much are opinions about one thing.
    private const float SamePlace = 0.6f;

    // Two boxes are the same thing in two frames from this likeness on: half overlap plus a near centre, or a near centre
    // and the same label.
    private const double LeastLikeness = 0.5;
    private const double SameLabel = 0.3;
    private const double NearCentre = 0.5;
    private const float MaxGrowth = 4;

    private readonly ObjectTrackerOptions _options;
    private readonly List<OpenTrack> _open = [];
    private readonly List<OpenTrack> _ended = [];
    private double _lastSec = double.NegativeInfinity;
    private int _frame;
    private int _tracks;

    /// <summary>Makes a tracker for one video.</summary>
    public ObjectTracker(ObjectTrackerOptions? options = null) => _options = options ?? new ObjectTrackerOptions();

    /// <summary>Adds the objects of the next frame, which may be none.</summary>
    /// <param name="timeSec">Time of the frame in seconds, later than that of the frame before.</param>
    /// <param name="objects">What the detector found there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is not later than the one before.</exception>
    public void Add(double timeSec, IReadOnlyList<DetectedObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeSec, _lastSec);
        _lastSec = timeSec;
        _frame++;
        var places = Places(objects);
        foreach (var (track, place) in Match(timeSec, places))
        {
            track.Add(timeSec, _frame, place);
            places.Remove(place);
        }

        foreach (var place in places)
        {
            var track = new OpenTrack(++_tracks);
            track.Add(timeSec, _frame, place);
            _open.Add(track);
        }

        _ended.AddRange(_open.Where(track => _frame - track.LastFrame > _options.MaxMissedFrames));
        _open.RemoveAll(track => _frame - track.LastFrame > _options.MaxMissedFrames);
    }

    /// <summary>The tracks so far, by time of their beginning.</summary>
    public IReadOnlyList<ObjectTrack> Tracks() =>
        [
            .. _ended
                .Concat(_open)
                .Where(track => track.Observations.Count >= _options.MinObservations)
                .OrderBy(track => track.Id)
                .Select(track => track.Close(_options.MovingFrom)),
        ];

    private static List<Place> Places(IReadOnlyList<DetectedObject> objects)
    {
        var places = new List<Place>();
        foreach (var found in objects.OrderByDescending(found => found.Score))
        {
            // Somebody sitting in a chair covers it, yet is not it: people share a place with nothing else.
            var place = places.Find(known =>
                known.Opinions.TrueForAll(opinion => opinion.Label != found.Label)
                && known.IsPerson == (found.Label == "person")
                && known.Box.Overlap(found.Box) >= SamePlace
            );
            if (place is null)
            {
                places.Add(new Place(found.Box, [found]));
            }
            else
            {
                place.Opinions.Add(found);
            }
        }

        return places;
    }

    // Greedy: the likeliest pair first. With the few things of one frame it differs from the best assignment only when two
    // of them nearly coincide.
    private List<(OpenTrack Track, Place Place)> Match(double timeSec, List<Place> places)
    {
        var pairs =
            from track in _open
            from place in places
            let likeness = Likeness(track, timeSec, place)
            where likeness >= LeastLikeness
            orderby likeness descending
            select (track, place);
        var matched = new List<(OpenTrack Track, Place Place)>();
        foreach (var pair in pairs)
        {
            if (!matched.Exists(earlier => earlier.Track == pair.track || earlier.Place == pair.place))
            {
                matched.Add(pair);
            }
        }

        return matched;
    }

    private static double Likeness(OpenTrack track, double timeSec, Place place)
    {
        if (track.IsPerson != place.IsPerson)
        {
            return 0;
        }

        var label = place.Opinions.Exists(track.HasLabel) ? SameLabel : 0;
        return label + Math.Max(Nearness(track.Last, place.Box), Nearness(track.Expected(timeSec), place.Box));
    }

    private static double Nearness(Box one, Box other)
    {
        if (one.Area > other.Area * MaxGrowth || other.Area > one.Area * MaxGrowth)
        {
            return 0;
        }

        var distance = OpenTrack.Distance(one, other) / Math.Max(OpenTrack.Length(one), OpenTrack.Length(other));
        return one.Overlap(other) + (NearCentre * Math.Max(0, 1 - distance));
    }
}
