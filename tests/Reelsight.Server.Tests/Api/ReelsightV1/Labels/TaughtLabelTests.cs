using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>A label learns from what people accept and reject, says how good it is, and proposes in other footage.</summary>
public sealed class TaughtLabelTests : IAsyncLifetime
{
    private LabelledFootage _footage = null!;

    public async ValueTask InitializeAsync() => _footage = await LabelledFootage.StartAsync(TaughtFootage.Show(0, 4, 7));

    public async ValueTask DisposeAsync() => await _footage.DisposeAsync();

    [Fact]
    public async Task A_label_without_examples_asks_for_one()
    {
        var taught = await GetAsync();
        Assert.Equal(("needs_examples", false), (taught.Text("stage"), taught.GetProperty("training").GetBoolean()));
        Assert.Equal("It has no examples yet: mark a moment that shows it.", taught.Text("sentence"));
        Assert.False(taught.TryGetProperty("found", out _));
    }

    [Fact]
    public async Task It_learns_when_somebody_accepts_and_tells_from_what()
    {
        await MarkAsync(_footage.Video, 4, 7);
        await WorkAsync();
        var taught = await GetAsync();
        Assert.Equal(("unmeasured", 2L), (taught.Text("stage"), taught.Number("examples_needed")));
        Assert.StartsWith("It proposes from 1 example in 1 video.", taught.Text("sentence"), StringComparison.Ordinal);
        var example = Assert.Single(taught.GetProperty("examples").EnumerateArray().ToArray());
        Assert.Equal(
            (_footage.Video.Id, 4.0, true),
            (example.Text("video_id"), example.GetProperty("start_sec").GetDouble(), example.GetProperty("shows").GetBoolean())
        );
        Assert.Equal(TaughtFootage.Space, taught.Text("space"));
    }

    [Fact]
    public async Task Auto_labelling_proposes_what_looks_like_the_examples_and_names_them_as_evidence()
    {
        await TeachAsync(5);
        var other = await AddVideoAsync(20, 8, 11);
        await _footage.PostAsync("/auto-labels", new { label_ids = new[] { "Lorry" } }, HttpStatusCode.Accepted);
        await WorkAsync();
        var proposal = Assert.Single((await _footage.ListAsync($"video_id={other.Id}")).Data());
        Assert.Equal((200L, 275L), (proposal.Number("start_frame"), proposal.Number("end_frame")));
        Assert.Equal("proposed", proposal.Text("state"));
        Assert.Equal("taught_label", proposal.GetProperty("evidence")[0].Text("kind"));
        Assert.InRange(proposal.GetProperty("confidence").GetDouble(), 0.5, 1);
        var taught = await GetAsync();
        Assert.Equal("measured", taught.Text("stage"));
        Assert.StartsWith(
            "Finds about 10 of 10, 10 of 10 proposals right, from 6 examples in 6 videos.",
            taught.Text("sentence"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task With_few_examples_a_proposal_has_no_confidence()
    {
        await MarkAsync(_footage.Video, 4, 7);
        var other = await AddVideoAsync(20, 8, 11);
        await _footage.PostAsync("/auto-labels", new { label_ids = new[] { "Lorry" } }, HttpStatusCode.Accepted);
        await WorkAsync();
        var proposal = (await _footage.ListAsync($"video_id={other.Id}")).Data()[0];
        Assert.False(proposal.TryGetProperty("confidence", out _));
    }

    [Fact]
    public async Task A_renamed_label_keeps_what_it_learned()
    {
        await MarkAsync(_footage.Video, 4, 7);
        await WorkAsync();
        var labels = JsonNode.Parse(_footage.Set.GetProperty("labels").GetRawText())!.AsArray();
        labels[2]!["name"] = "Truck";
        await _footage.PatchAsync("", new { labels });
        var taught = await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/labels/Truck/taught");
        Assert.Equal(("unmeasured", "Truck"), (taught.Text("stage"), taught.Text("name")));
        Assert.False(taught.GetProperty("training").GetBoolean());
    }

    [Fact]
    public async Task When_a_video_is_deleted_its_examples_are_forgotten()
    {
        await TeachAsync(1);
        await WorkAsync();
        Assert.Equal(2, (await GetAsync()).GetProperty("counts").Number("accepted"));
        using var deleted = await _footage.Server.Client.DeleteAsync(
            new Uri($"indexes/{_footage.Video.IndexId}/videos/{_footage.Video.Id}", UriKind.Relative)
        );
        Assert.True((await GetAsync()).GetProperty("training").GetBoolean());
        await WorkAsync();
        var taught = await GetAsync();
        Assert.Equal((1L, false), (taught.GetProperty("counts").Number("accepted"), taught.GetProperty("training").GetBoolean()));
    }

    [Fact]
    public async Task Another_visual_space_makes_it_learn_anew()
    {
        await MarkAsync(_footage.Video, 4, 7);
        await WorkAsync();
        const string next = "reelsight-1@next";
        await _footage.Server.Stores.Descriptions.PutAsync(
            _footage.Video.TenantId,
            _footage.Video.ContentHash!,
            "2",
            TaughtFootage.Show(1, 4, 7) with
            {
                Space = next,
            },
            default
        );
        await _footage.Server.Stores.VisualSpaces.ActivateAsync(_footage.Video.TenantId, next, isManual: true, default);
        Assert.True((await GetAsync()).GetProperty("training").GetBoolean());
        await WorkAsync();
        Assert.Equal(next, (await GetAsync()).Text("space"));
    }

    [Fact]
    public async Task What_was_learned_is_shared_as_a_file_until_there_are_own_examples()
    {
        await TeachAsync(5);
        var file = await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/labels/Lorry/taught/file");
        var given = await _footage.PostAsync("/labels/Vehicle/taught/file", file);
        Assert.Equal(("measured", true), (given.Text("stage"), given.GetProperty("imported").GetBoolean()));
        Assert.StartsWith("From a file; where it was taught: Finds about 10 of 10", given.Text("sentence"), StringComparison.Ordinal);
        await _footage.PostAsync("/auto-labels", new { label_ids = new[] { "Vehicle" } }, HttpStatusCode.Accepted);
        await WorkAsync();
        Assert.NotEmpty((await _footage.ListAsync("state=proposed")).Data());

        var refused = await _footage.PostAsync("/labels/Lorry/taught/file", file, HttpStatusCode.Conflict);
        Assert.Equal("label_in_use", refused.Text("code"));
    }

    [Fact]
    public async Task A_file_of_another_space_or_a_damaged_one_is_refused_with_the_reason()
    {
        await TeachAsync(1);
        var file = JsonNode.Parse((await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/labels/Lorry/taught/file")).GetRawText())!;
        file["space"] = "clip@1";
        var other = await _footage.PostAsync("/labels/Vehicle/taught/file", file, HttpStatusCode.BadRequest);
        Assert.Contains("means nothing in another", other.Text("message"), StringComparison.Ordinal);
        file["space"] = TaughtFootage.Space;
        file["weights"] = "AAAA";
        var damaged = await _footage.PostAsync("/labels/Vehicle/taught/file", file, HttpStatusCode.BadRequest);
        Assert.Contains("weights", damaged.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_has_learned_nothing_has_no_file()
    {
        using var answer = await _footage.Server.Client.GetAsync(new Uri($"{_footage.SetPath}/labels/Lorry/taught/file", UriKind.Relative));
        Assert.Equal("label_not_taught", (await answer.JsonAsync(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task A_search_for_its_name_finds_what_it_learned_in_all_footage()
    {
        await TeachAsync(5);
        var other = await AddVideoAsync(20, 8, 11);
        var found = await SearchAsync("the lorry");
        var hit = found.Single(h => h.Text("video_id") == other.Id);
        Assert.Equal((8.0, 11.0), (hit.GetProperty("start").GetDouble(), hit.GetProperty("end").GetDouble()));
        var reason = hit.GetProperty("reasons")[0];
        Assert.Equal(("taught_label", "Lorry"), (reason.Text("kind"), reason.Text("found")));
        Assert.StartsWith("taught label, from 6 examples", reason.Text("how"), StringComparison.Ordinal);
        Assert.Equal(6, found.Count(h => h.GetProperty("reasons")[0].Text("how") == "taught label, accepted by a person"));
        Assert.DoesNotContain(await SearchAsync("the vehicle"), h => h.GetProperty("reasons")[0].Text("kind") == "taught_label");
    }

    [Fact]
    public async Task With_few_examples_a_search_is_never_more_than_low_and_what_was_rejected_stays_away()
    {
        await MarkAsync(_footage.Video, 4, 7);
        var other = await AddVideoAsync(20, 8, 11);
        var hit = (await SearchAsync("lorry")).Single(h => h.Text("video_id") == other.Id);
        Assert.Equal("low", hit.Text("confidence"));
        Assert.Equal("taught label, from few examples", hit.GetProperty("reasons")[0].Text("how"));
        await MarkAsync(other, 8, 11, "rejected");
        Assert.DoesNotContain(await SearchAsync("lorry"), h => h.Text("video_id") == other.Id);
    }

    private async Task<JsonElement[]> SearchAsync(string text)
    {
        using var answer = await _footage.Server.Client.PostAsync(
            new Uri("search", UriKind.Relative),
            Seeds.Form([("index_id", _footage.Video.IndexId), ("query_text", text), ("search_options", "visual")])
        );
        return (await answer.JsonAsync()).Data();
    }

    private async Task TeachAsync(int more)
    {
        await MarkAsync(_footage.Video, 4, 7);
        for (var i = 1; i <= more; i++)
        {
            await MarkAsync(await AddVideoAsync(i, i % 3, (i % 3) + 4), i % 3, (i % 3) + 4);
        }
    }

    private async Task<VideoRecord> AddVideoAsync(int seed, double startSec, double endSec)
    {
        var video = await _footage.Server.ReadyVideoAsync(
            _footage.Video.IndexId,
            $"film{seed}.mp4",
            TaughtFootage.Show(seed, startSec, endSec)
        );
        await _footage.Server.AddFrameMapAsync(video);
        return video;
    }

    private Task<JsonElement> MarkAsync(VideoRecord video, double startSec, double endSec, string state = "accepted") =>
        _footage.PostAsync(
            "/annotations",
            new
            {
                annotation = new
                {
                    video_id = video.Id,
                    label_id = "Lorry",
                    start_frame = (int)(startSec * 25),
                    end_frame = (int)(endSec * 25),
                    state,
                },
            },
            HttpStatusCode.Created
        );

    private Task<JsonElement> GetAsync() => _footage.Server.Client.JsonAsync($"{_footage.SetPath}/labels/Lorry/taught");

    private async Task WorkAsync()
    {
        while (await _footage.Server.Worker.RunNextAsync(default)) { }
    }
}
