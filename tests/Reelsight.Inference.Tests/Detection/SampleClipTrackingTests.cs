using Reelsight.Inference.Detection;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Detection;

/// <summary>Detector and tracker on clips whose content is known, at two frames per second.</summary>
[Collection(ModelPackCollection.Name)]
public sealed class SampleClipTrackingTests(ModelPackFixture packs) : IDisposable
{
    private readonly ObjectDetector _detector = ObjectDetector.Open(packs.Store);

    public void Dispose() => _detector.Dispose();

    [Fact(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    public async Task Cars_that_pass_each_other_are_two_moving_tracks_at_once()
    {
        var tracks = await TrackAsync("car-detection.mp4");
        var cars = tracks.Where(track => track.IsMoving && track.Label == "car").ToList();
        Assert.Equal(2, cars.Count(car => car.StartSec <= 17 && car.EndSec >= 17));
        Assert.All(cars, car =>
            Assert.True(Within(car, 4, 8.1) || Within(car, 14.7, 18.3) || Within(car, 25, 27.7), $"{car.StartSec} to {car.EndSec}")
        );
    }

    [Fact(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    public async Task Every_passage_of_a_car_is_a_moving_vehicle()
    {
        var tracks = await TrackAsync("car-detection.mp4");
        var vehicles = tracks.Where(track => track.IsMoving && CocoLabels.GetCategory(track.Label) == "vehicle").ToList();
        Assert.Contains(vehicles, vehicle => Within(vehicle, 4, 8.1));
        Assert.Contains(vehicles, vehicle => Within(vehicle, 14.7, 18.3));
        Assert.Contains(vehicles, vehicle => Within(vehicle, 25, 27.7));
    }

    [Fact(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    public async Task Bottles_stand_still_and_are_counted()
    {
        var tracks = await TrackAsync("bottle-detection.mp4");
        var bottles = tracks.Where(track => track.Label == "bottle").ToList();
        Assert.Equal(3, At(bottles, 3));
        Assert.Equal(2, At(bottles, 9));
        Assert.Equal(3, At(bottles, 14));
        Assert.Equal(3, At(bottles, 29));
        Assert.Equal(3, At(bottles, 38));
        Assert.True(bottles.Count(bottle => !bottle.IsMoving) >= 5);
    }

    [Fact(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    public async Task Four_people_sit_in_the_classroom()
    {
        var people = (await TrackAsync("classroom.mp4")).Where(track => track.Label == "person").ToList();
        Assert.Equal(4, At(people, 3));
        Assert.All(people, person => Assert.False(person.IsMoving));
    }

    private static bool Within(ObjectTrack track, double fromSec, double toSec) =>
        track.StartSec >= fromSec - 0.5 && track.EndSec <= toSec + 0.5;

    private static int At(IEnumerable<ObjectTrack> tracks, double timeSec) =>
        tracks.Count(track => track.StartSec <= timeSec && track.EndSec >= timeSec);

    private async Task<IReadOnlyList<ObjectTrack>> TrackAsync(string clip)
    {
        var tracker = new ObjectTracker();
        foreach (var (timeSec, picture) in await DetectionFootage.FramesAsync(clip, framesPerSec: 2))
        {
            tracker.Add(timeSec, _detector.Detect(picture).Objects);
        }

        return tracker.GetTracks();
    }
}
