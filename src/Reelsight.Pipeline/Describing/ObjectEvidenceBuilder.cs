using Reelsight.Core.Descriptions;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Tracks detected objects through the sampled frames of each shot and makes evidence of each track, with time range, boxes, colours and
/// motion. No track continues across a cut.
/// </summary>
/// <param name="detector">Name of the detector, the source of the evidence.</param>
internal sealed class ObjectEvidenceBuilder(string detector)
{
    // On average over its sightings a colour has to cover this share of the object to be named.
    internal const double MinColourShare = 0.2;

    // On average over its sightings another label has to reach this score to be named.
    internal const double MinAlternativeScore = 0.2;

    // Shots shorter than this have hardly two frames, so that one sighting is enough.
    private const double MaxBriefSec = 1;

    // A cut and the first frame after it may differ by the rounding of a time stamp.
    private const double CutTolerance = 1e-3;

    private readonly List<IReadOnlyList<ObjectDetection>> _found = [];
    private readonly Dictionary<(double TimeSec, BoundingBox Box), IReadOnlyList<NamedColour>> _colours = [];
    private readonly Dictionary<(double TimeSec, BoundingBox Box), ObservedBody> _bodies = [];
    private readonly List<double> _frameTimes = [];

    /// <summary>Adds a frame; frames come in order of time.</summary>
    /// <param name="timeSec">Time of the frame, seconds.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="objects">What was detected in it.</param>
    /// <param name="bodies">The bodies that were looked at, by the box of the person.</param>
    public void Add(
        double timeSec,
        PixelBuffer pixels,
        IReadOnlyList<ObjectDetection> objects,
        IReadOnlyDictionary<BoundingBox, ObservedBody>? bodies = null
    )
    {
        foreach (var (box, body) in bodies ?? new Dictionary<BoundingBox, ObservedBody>())
        {
            _bodies[(timeSec, box)] = body;
        }

        _frameTimes.Add(timeSec);
        _found.Add(objects);
        foreach (var found in objects)
        {
            _colours[(timeSec, found.Box)] = ColourNamer.NameColours(pixels, found.Box);
        }
    }

    /// <summary>Returns the evidence after the last frame.</summary>
    /// <param name="shots">The shots, in order, without gaps.</param>
    /// <param name="endSec">End of the video, seconds.</param>
    public IEnumerable<Evidence> Build(IReadOnlyList<ShotRange> shots, double endSec)
    {
        var next = 0;
        foreach (var shot in shots)
        {
            var isLast = shot == shots[^1];
            var tracker = new ObjectTracker(
                new ObjectTrackerOptions { MinObservations = shot.EndSec - shot.StartSec < MaxBriefSec ? 1 : 2 }
            );
            for (; next < _found.Count && (isLast || _frameTimes[next] < shot.EndSec - CutTolerance); next++)
            {
                tracker.Add(_frameTimes[next], _found[next]);
            }

            foreach (var track in tracker.GetTracks())
            {
                yield return ToEvidence(track, isLast ? endSec : shot.EndSec);
            }
        }
    }

    private Evidence ToEvidence(ObjectTrack track, double shotEndSec) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = track.Label,
            StartSec = track.StartSec,
            EndSec = GetNextFrameSec(track.EndSec, shotEndSec),
            Confidence = track.BestScore,
            Source = detector,
            Sightings = [.. track.Observations.Select(o => new Sighting(o.TimeSec, o.Box.X, o.Box.Y, o.Box.Width, o.Box.Height, o.Score))],
            Colours = Colours(track),
            Alternatives = Alternatives(track),
            Body = DescribeBody(track, GetNextFrameSec(track.EndSec, shotEndSec)),
            Moving = track.IsMoving,
        };

    private BodyDescription? DescribeBody(ObjectTrack track, double endSec) =>
        track.Label == "person"
            ? BodyDescriptionBuilder.Build(
                [
                    .. track
                        .Observations.Where(o => _bodies.ContainsKey((o.TimeSec, o.Box)))
                        .Select(o => (o.TimeSec, _bodies[(o.TimeSec, o.Box)])),
                ],
                track.StartSec,
                endSec
            )
            : null;

    // What is detected in a frame holds until the next one that is analyzed.
    private double GetNextFrameSec(double timeSec, double endSec)
    {
        var next = ~_frameTimes.BinarySearch(timeSec + 1e-9);
        return next >= 0 && next < _frameTimes.Count
            ? Math.Min(_frameTimes[next], Math.Max(endSec, timeSec + 0.001))
            : Math.Max(endSec, timeSec + 0.001);
    }

    // The mean over all sightings, so that a label that came up once does not count for much.
    private static List<AlternativeLabel> Alternatives(ObjectTrack track) =>
        [
            .. track
                .Votes.Where(vote => vote.Label != track.Label && vote.Score >= MinAlternativeScore)
                .OrderByDescending(vote => vote.Score)
                .Select(vote => new AlternativeLabel(vote.Label, vote.Score)),
        ];

    private List<string> Colours(ObjectTrack track) =>
        [
            .. track
                .Observations.SelectMany(o => _colours.GetValueOrDefault((o.TimeSec, o.Box)) ?? [])
                .GroupBy(c => c.Name, (name, shares) => (Name: name, Share: shares.Sum(c => c.Share) / track.Observations.Count))
                .Where(c => c.Share >= MinColourShare)
                .OrderByDescending(c => c.Share)
                .Select(c => c.Name),
        ];
}
