using Reelsight.Models;
using Reelsight.Models.Objects;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>Follows detected objects through the sampled frames and turns each track into a fact with range, places, colours and motion.</summary>
internal sealed class ObjectFacts(double durationSec)
{
    // On average over its sightings a colour has to cover this share of the object to be named.
    internal const double MinColourShare = 0.2;

    // On average over its sightings another label has to reach this score to be named.
    internal const double MinAlternative = 0.2;

    // Less than this leaves room for hardly two frames: one sighting has to do.
    private const double BriefSec = 1;

    private readonly ObjectTracker _tracker = new(new ObjectTrackerOptions { MinObservations = durationSec < BriefSec ? 1 : 2 });
    private readonly Dictionary<(double TimeSec, Box Box), IReadOnlyList<NamedColour>> _colours = [];
    private readonly List<double> _frameTimes = [];

    /// <summary>Adds a frame; frames come in order of time.</summary>
    public void Add(double timeSec, PixelBuffer pixels, IReadOnlyList<DetectedObject> objects)
    {
        _frameTimes.Add(timeSec);
        _tracker.Add(timeSec, objects);
        foreach (var found in objects) _colours[(timeSec, found.Box)] = ColourNamer.Name(pixels, found.Box);
    }

    /// <summary>The facts, once the picture has ended.</summary>
    public IEnumerable<Evidence> Finish(double endSec) => _tracker.Tracks().Select(track => new Evidence
    {
        Kind = EvidenceKind.Object,
        Text = track.Label,
        StartSec = track.StartSec,
        EndSec = NextFrameAfter(track.EndSec, endSec),
        Confidence = track.BestScore,
        Source = PictureStage.ObjectSource,
        Sightings = [.. track.Observations.Select(o => new Sighting(o.TimeSec, o.Box.X, o.Box.Y, o.Box.Width, o.Box.Height, o.Score))],
        Colours = Colours(track),
        Alternatives = Alternatives(track),
        Moving = track.Moving,
    });

    // What is seen in a frame holds until the next one is looked at.
    private double NextFrameAfter(double timeSec, double endSec)
    {
        var next = ~_frameTimes.BinarySearch(timeSec + 1e-9);
        return next >= 0 && next < _frameTimes.Count ? _frameTimes[next] : Math.Max(endSec, timeSec + 0.001);
    }

    // The mean over all sightings, so that a label that came up once does not count for much.
    private static List<Alternative> Alternatives(ObjectTrack track) =>
    [
        .. track.Votes
            .Where(vote => vote.Label != track.Label && vote.Score >= MinAlternative)
            .OrderByDescending(vote => vote.Score)
            .Select(vote => new Alternative(vote.Label, vote.Score)),
    ];

    private List<string> Colours(ObjectTrack track) =>
    [
        .. track.Observations
            .SelectMany(o => _colours.GetValueOrDefault((o.TimeSec, o.Box)) ?? [])
            .GroupBy(c => c.Name, (name, shares) => (Name: name, Share: shares.Sum(c => c.Share) / track.Observations.Count))
            .Where(c => c.Share >= MinColourShare)
            .OrderByDescending(c => c.Share)
            .Select(c => c.Name),
    ];
}
