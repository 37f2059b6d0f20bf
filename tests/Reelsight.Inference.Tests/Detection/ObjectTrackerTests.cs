using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Tests.Detection;

public sealed class ObjectTrackerTests
{
    [Fact]
    public void A_thing_missed_in_two_frames_stays_one_track()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("dog", 0.10f)]);
        tracker.Add(0.5, [Seen("dog", 0.12f)]);
        tracker.Add(1, []);
        tracker.Add(1.5, []);
        tracker.Add(2, [Seen("dog", 0.18f)]);
        var track = Assert.Single(tracker.GetTracks());
        Assert.Equal((0, 2, 3), (track.StartSec, track.EndSec, track.Observations.Count));
    }

    [Fact]
    public void A_thing_missed_for_longer_comes_back_as_another_track()
    {
        var tracker = new ObjectTracker();
        foreach (var timeSec in new[] { 0, 0.5, 3, 3.5 })
        {
            tracker.Add(timeSec, [Seen("dog", 0.1f)]);
            tracker.Add(timeSec + 0.1, []);
            tracker.Add(timeSec + 0.2, []);
        }

        Assert.Single(tracker.GetTracks());
        tracker.Add(5, []);
        tracker.Add(5.5, [Seen("dog", 0.1f)]);
        tracker.Add(6, [Seen("dog", 0.1f)]);
        Assert.Equal(2, tracker.GetTracks().Count);
    }

    [Fact]
    public void Two_things_that_pass_each_other_keep_their_tracks()
    {
        var tracker = new ObjectTracker();
        for (var i = 0; i <= 8; i++)
        {
            tracker.Add(i * 0.5, [Seen("car", 0.05f + (0.08f * i), y: 0.1f), Seen("car", 0.7f - (0.08f * i), y: 0.5f)]);
        }

        var tracks = tracker.GetTracks();
        Assert.Equal(2, tracks.Count);
        Assert.All(tracks, track => Assert.True(track.IsMoving));
        Assert.All(tracks, track => Assert.Equal(9, track.Observations.Count));
        Assert.True(tracks[0].Observations[^1].Box.X > tracks[0].Observations[0].Box.X);
        Assert.True(tracks[1].Observations[^1].Box.X < tracks[1].Observations[0].Box.X);
    }

    [Fact]
    public void The_label_is_what_most_of_the_scores_say_and_every_vote_is_kept()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("sheep", 0.1f, score: 0.6f)]);
        tracker.Add(1, [Seen("dog", 0.1f, score: 0.9f), Seen("sheep", 0.1f, score: 0.4f)]);
        tracker.Add(2, [Seen("dog", 0.1f, score: 0.8f)]);
        var track = Assert.Single(tracker.GetTracks());
        Assert.Equal("dog", track.Label);
        Assert.Equal(0.9f, track.BestScore);
        Assert.Equal(["dog", "sheep"], track.Votes.Select(vote => vote.Label));
        Assert.Equal(1f, track.Votes.Sum(vote => vote.Share), 1e-5f);
        Assert.False(track.IsMoving);
    }

    [Fact]
    public void What_gets_far_from_where_it_began_moves_however_slowly()
    {
        var tracker = new ObjectTracker();
        for (var i = 0; i <= 20; i++)
        {
            tracker.Add(i * 0.5, [Seen("person", 0.1f + (0.015f * i), y: 0.1f), Seen("person", 0.6f + (0.002f * (i % 2)), y: 0.6f)]);
        }

        var tracks = tracker.GetTracks();
        Assert.Equal([true, false], tracks.OrderBy(track => track.Observations[0].Box.Y).Select(track => track.IsMoving));
        Assert.All(tracks, track => Assert.InRange(track.Motion, 0, 0.2));
    }

    [Fact]
    public void A_second_guess_that_holds_up_along_the_track_is_kept_and_a_passing_one_is_not()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("sports ball", 0.1f) with { Alternatives = [new LabelScore("apple", 0.3f), new LabelScore("cat", 0.15f)] }]);
        tracker.Add(0.5, [Seen("sports ball", 0.1f) with { Alternatives = [new LabelScore("apple", 0.2f)] }]);
        var track = Assert.Single(tracker.GetTracks());
        Assert.Equal(["sports ball", "apple"], track.Votes.Select(vote => vote.Label));
        Assert.Equal(0.25f, track.Votes[1].Score, 1e-5f);
    }

    [Fact]
    public void What_crosses_the_picture_is_sooner_a_car_than_a_telephone()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("cell phone", 0.1f, score: 0.9f)]);
        tracker.Add(0.5, [Seen("cell phone", 0.2f, score: 0.8f), Seen("car", 0.2f, score: 0.5f)]);
        tracker.Add(1, [Seen("cell phone", 0.3f, score: 0.9f)]);
        Assert.Equal("car", Assert.Single(tracker.GetTracks()).Label);
    }

    [Fact]
    public void A_person_and_the_chair_below_are_two_tracks()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("person", 0.1f), Seen("chair", 0.11f)]);
        tracker.Add(1, [Seen("person", 0.1f), Seen("chair", 0.11f)]);
        Assert.Equal(["chair", "person"], tracker.GetTracks().Select(track => track.Label).Order());
    }

    [Fact]
    public void A_single_sighting_is_no_track()
    {
        var tracker = new ObjectTracker();
        tracker.Add(0, [Seen("dog", 0.1f)]);
        Assert.Empty(tracker.GetTracks());
    }

    [Fact]
    public void Frames_out_of_order_are_refused()
    {
        var tracker = new ObjectTracker();
        tracker.Add(1, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => tracker.Add(1, []));
    }

    private static ObjectDetection Seen(string label, float x, float y = 0.3f, float score = 0.8f) =>
        new(label, score, new BoundingBox(x, y, 0.2f, 0.2f));
}
