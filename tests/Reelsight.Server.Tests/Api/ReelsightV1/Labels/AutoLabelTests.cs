using System.Net;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>The machine proposes, people decide, and what they decided stands.</summary>
public sealed class AutoLabelTests : IAsyncLifetime
{
    private static readonly MediaDescription _street = new()
    {
        Clips = [new Clip(0, 12, null)],
        Evidence =
        [
            Track("person", 1, 4, 0.9, 0.1f),
            Track("car", 6, 9, 0.6, 0.5f),
            Track("person", 9.5, 11, 0.55, 0.3f),
            Track("dog", 2, 3, 0.8, 0.4f),
        ],
        Vectors = [],
        HasAudio = false,
    };
    private LabelledFootage _footage = null!;

    public async ValueTask InitializeAsync() => _footage = await LabelledFootage.StartAsync(_street);

    public async ValueTask DisposeAsync() => await _footage.DisposeAsync();

    [Fact]
    public async Task Proposals_lie_where_the_evidence_does_with_its_confidence_its_facts_and_its_boxes()
    {
        var run = await RunAsync(new { label_ids = new[] { "Person", "Vehicle" } });
        Assert.Equal(
            ("ready", 1.0, 12 * 4.0),
            (run.Text("state"), run.GetProperty("progress").GetDouble(), run.GetProperty("by_hand_sec").GetDouble())
        );
        var proposals = (await _footage.ListAsync()).Data();
        Assert.Equal(run.Number("proposals"), proposals.Length);
        var car = Assert.Single(proposals, p => p.Number("start_frame") == 150);
        Assert.Equal(("proposed", "model", 0.6), (car.Text("state"), car.Text("source"), car.GetProperty("confidence").GetDouble()));
        Assert.Equal(225, car.Number("end_frame"));
        Assert.Equal(0.5, car.GetProperty("boxes")[0].GetProperty("x").GetDouble(), 3);
        Assert.NotEmpty(car.GetProperty("evidence").EnumerateArray());
    }

    [Fact]
    public async Task Running_again_replaces_what_nobody_touched_and_leaves_what_somebody_judged()
    {
        await RunAsync(new { });
        var first = (await _footage.ListAsync()).Data();
        var (rejected, moved) = (first[0], first[1]);
        await _footage.PatchAsync($"/annotations/{rejected.Id()}", new { state = "rejected" });
        await _footage.PatchAsync($"/annotations/{moved.Id()}", new { end_frame = moved.Number("end_frame") - 1 });
        var run = await RunAsync(new { });
        var second = (await _footage.ListAsync()).Data();
        Assert.Equal(first.Length, second.Length);
        Assert.Equal("rejected", second.Single(a => a.Id() == rejected.Id()).Text("state"));
        Assert.Equal(moved.Number("end_frame") - 1, second.Single(a => a.Id() == moved.Id()).Number("end_frame"));
        Assert.Equal(first.Length - 2, run.Number("replaced"));
        Assert.Equal(2, second.Select(a => a.Id()).Intersect(first.Select(a => a.Id())).Count());
    }

    [Fact]
    public async Task A_run_that_cannot_read_a_video_says_so_and_keeps_what_it_proposed_for_the_others()
    {
        var server = _footage.Server;
        var video = await server.ReadyVideoAsync(_footage.Set.Text("index_id")!, "gone.mp4", _street);
        await server.Stores.Blobs.DeleteAsync(video.TenantId, video.ContentHash!, default);
        var run = await RunAsync(new { });
        Assert.Equal("failed", run.Text("state"));
        Assert.NotEqual(0, run.Number("proposals"));
        Assert.Contains($"1 of the videos could not be labelled", run.GetProperty("error").Text("message"), StringComparison.Ordinal);
        Assert.Contains(video.Id, run.GetProperty("error").Text("message"), StringComparison.Ordinal);
        Assert.NotEmpty((await _footage.ListAsync()).Data());
    }

    [Fact]
    public async Task A_run_that_was_stopped_proposes_nothing_more()
    {
        var run = await _footage.PostAsync("/auto-labels", new { }, HttpStatusCode.Accepted);
        using var stopped = await _footage.Server.Client.DeleteAsync(
            new Uri($"{_footage.SetPath}/auto-labels/{run.Id()}", UriKind.Relative)
        );
        Assert.Equal("canceled", (await stopped.JsonAsync()).Text("state"));
        while (await _footage.Server.Worker.RunNextAsync(default)) { }
        Assert.DoesNotContain((await _footage.ListAsync()).Data(), a => a.Text("source") == "model");
    }

    [Fact]
    public async Task Two_reviewers_judge_proposals_of_their_own_and_their_agreement_is_measured()
    {
        await RunAsync(new { reviewer = "ada" });
        await RunAsync(new { reviewer = "bob" });
        foreach (var reviewer in (string[])["ada", "bob"])
        {
            var own = (await _footage.ListAsync($"reviewer={reviewer}")).Data();
            await _footage.PatchAsync(
                "/annotations",
                new { reviewer, changes = own.Select(a => new { annotation_id = a.Id(), state = "accepted" }) }
            );
        }
        var pair = (await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/agreement")).Data().Single();
        Assert.Equal(
            ("ada", "bob", 1.0),
            (pair.Text("reviewer_a"), pair.Text("reviewer_b"), pair.GetProperty("overall").GetProperty("krippendorff_alpha").GetDouble())
        );
        Assert.All(pair.GetProperty("overall").GetProperty("f1").EnumerateArray(), f => Assert.Equal(1, f.GetProperty("f1").GetDouble()));
    }

    [Fact]
    public async Task The_queue_shows_the_least_certain_first_and_the_footage_suggests_what_is_missing()
    {
        await RunAsync(new { });
        var queue = (await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/review-queue")).Data();
        var weights = queue.Select(i => i.GetProperty("weight").GetDouble()).ToList();
        Assert.Equal(weights.OrderDescending(), weights);
        Assert.Equal("uncertain", queue[0].GetProperty("reasons")[0].Text("kind"));
        var names = (await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/suggestions")).Data().Select(s => s.Text("name")).ToList();
        Assert.Contains("dog", names);
        Assert.DoesNotContain("person", names);
    }

    private async Task<System.Text.Json.JsonElement> RunAsync(object body)
    {
        var run = await _footage.PostAsync("/auto-labels", body, HttpStatusCode.Accepted);
        while (await _footage.Server.Worker.RunNextAsync(default)) { }
        return await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/auto-labels/{run.Id()}");
    }

    private static Evidence Track(string label, double start, double end, double confidence, float x) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = label,
            StartSec = start,
            EndSec = end,
            Confidence = confidence,
            Source = "objects-test",
            Sightings =
            [
                .. Enumerable
                    .Range(0, (int)((end - start) * 2) + 1)
                    .Select(i => new Sighting(start + i / 2d, x, 0.3f, 0.2f, 0.4f, (float)confidence))
                    .Where(s => s.TimeSec < end),
            ],
        };
}
