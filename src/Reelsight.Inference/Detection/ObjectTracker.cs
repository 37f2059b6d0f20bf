using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>
/// Links the detections of sampled frames into tracks. Frames come in order of time, with any gaps. Not thread-safe.
/// </summary>
public sealed class ObjectTracker
{
    // Intersection over union from which detections with different labels are of one object.
    private const float MinSameObjectOverlap = 0.6f;

    // Similarity from which two boxes in two frames show the same object: half overlap plus a near centre, or a near centre
    // and the same label.
    private const double MinMatchScore = 0.5;
    private const double SameLabelBonus = 0.3;
    private const double NearCentreBonus = 0.5;
    private const float MaxGrowth = 4;

    private readonly ObjectTrackerOptions _options;
    private readonly List<ActiveTrack> _open = [];
    private readonly List<ActiveTrack> _ended = [];
    private double _lastSec = double.NegativeInfinity;
    private int _frame;
    private int _tracks;

    /// <summary>Makes a tracker for one video.</summary>
    public ObjectTracker(ObjectTrackerOptions? options = null) => _options = options ?? new ObjectTrackerOptions();

    /// <summary>Adds the objects of the next frame, which may be none.</summary>
    /// <param name="timeSec">Time of the frame in seconds, later than that of the frame before.</param>
    /// <param name="objects">The detections of the frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is not later than the one before.</exception>
    public void Add(double timeSec, IReadOnlyList<ObjectDetection> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeSec, _lastSec);
        _lastSec = timeSec;
        _frame++;
        var places = GroupDetections(objects);
        foreach (var (track, place) in Match(timeSec, places))
        {
            track.Add(timeSec, _frame, place);
            places.Remove(place);
        }

        foreach (var place in places)
        {
            var track = new ActiveTrack(++_tracks);
            track.Add(timeSec, _frame, place);
            _open.Add(track);
        }

        _ended.AddRange(_open.Where(track => _frame - track.LastFrame > _options.MaxMissedFrames));
        _open.RemoveAll(track => _frame - track.LastFrame > _options.MaxMissedFrames);
    }

    /// <summary>The tracks so far, by time of their beginning.</summary>
    public IReadOnlyList<ObjectTrack> GetTracks() =>
        [
            .. _ended
                .Concat(_open)
                .Where(track => track.Observations.Count >= _options.MinObservations)
                .OrderBy(track => track.Id)
                .Select(track => track.ToObjectTrack(_options.MinMovingSpeed)),
        ];

    private static List<DetectionGroup> GroupDetections(IReadOnlyList<ObjectDetection> objects)
    {
        var places = new List<DetectionGroup>();
        foreach (var found in objects.OrderByDescending(found => found.Score))
        {
            // A person who sits in a chair covers it but is not it: people are grouped with nothing else.
            var place = places.Find(known =>
                known.Detections.TrueForAll(opinion => opinion.Label != found.Label)
                && known.IsPerson == (found.Label == "person")
                && known.Box.IntersectionOverUnion(found.Box) >= MinSameObjectOverlap
            );
            if (place is null)
            {
                places.Add(new DetectionGroup(found.Box, [found]));
            }
            else
            {
                place.Detections.Add(found);
            }
        }

        return places;
    }

    // Greedy: the most similar pair first. With the few objects of a frame it differs from the best assignment only when two
    // of them nearly coincide.
    private List<(ActiveTrack Track, DetectionGroup Place)> Match(double timeSec, List<DetectionGroup> places)
    {
        var pairs =
            from track in _open
            from place in places
            let likeness = ComputeMatchScore(track, timeSec, place)
            where likeness >= MinMatchScore
            orderby likeness descending
            select (track, place);
        var matched = new List<(ActiveTrack Track, DetectionGroup Place)>();
        foreach (var pair in pairs)
        {
            if (!matched.Exists(earlier => earlier.Track == pair.track || earlier.Place == pair.place))
            {
                matched.Add(pair);
            }
        }

        return matched;
    }

    private static double ComputeMatchScore(ActiveTrack track, double timeSec, DetectionGroup place)
    {
        if (track.IsPerson != place.IsPerson)
        {
            return 0;
        }

        var label = place.Detections.Exists(track.HasLabel) ? SameLabelBonus : 0;
        return label + Math.Max(ComputeProximity(track.Last, place.Box), ComputeProximity(track.PredictBox(timeSec), place.Box));
    }

    private static double ComputeProximity(BoundingBox one, BoundingBox other)
    {
        if (one.Area > other.Area * MaxGrowth || other.Area > one.Area * MaxGrowth)
        {
            return 0;
        }

        var distance = ActiveTrack.ComputeDistance(one, other) / Math.Max(ActiveTrack.ComputeLength(one), ActiveTrack.ComputeLength(other));
        return one.IntersectionOverUnion(other) + (NearCentreBonus * Math.Max(0, 1 - distance));
    }
}
