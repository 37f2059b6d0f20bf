using System.Net;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>Labels on stretches of videos: to the frame, without loss, and for several people at once.</summary>
public sealed class AnnotationTests : IAsyncLifetime
{
    private LabelledFootage _footage = null!;

    public async ValueTask InitializeAsync() => _footage = await LabelledFootage.StartAsync();

    public async ValueTask DisposeAsync() => await _footage.DisposeAsync();

    [Fact]
    public async Task Frames_and_seconds_of_a_video_can_be_told_from_each_other()
    {
        var map = await _footage.Server.Client.JsonAsync($"/reelsight/v1/videos/{_footage.Video.Id}/frames");
        Assert.Equal(300, map.Number("frame_count"));
        Assert.Equal(
            (1L, 25L, 1L, 0L),
            (map.Number("time_base_num"), map.Number("time_base_den"), map.Number("step"), map.Number("first_pts"))
        );
        Assert.Equal(12, map.GetProperty("end_sec").GetDouble());
    }

    [Fact]
    public async Task Seconds_go_to_the_nearest_edge_of_a_frame_and_come_back_as_those_of_that_edge()
    {
        var made = await _footage.AddAsync(
            0,
            0,
            more: new
            {
                start_frame = (int?)null,
                end_frame = (int?)null,
                start_sec = 1.01,
                end_sec = 2.03,
            }
        );
        Assert.Equal((25L, 51L), (made.Number("start_frame"), made.Number("end_frame")));
        Assert.Equal((1.0, 2.04), (made.GetProperty("start_sec").GetDouble(), made.GetProperty("end_sec").GetDouble()));
        Assert.Equal((25L, 51L), (made.Number("start_pts"), made.Number("end_pts")));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(-1, 10)]
    [InlineData(10, 301)]
    public async Task A_stretch_that_is_empty_or_not_in_the_video_is_refused_by_name(int start, int end)
    {
        var error = await _footage.PostAsync(
            "/annotations",
            new
            {
                annotation = new
                {
                    video_id = _footage.Video.Id,
                    label_id = "Person",
                    start_frame = start,
                    end_frame = end,
                },
            },
            HttpStatusCode.BadRequest
        );
        Assert.Contains("start_frame", error.Text("message"), StringComparison.Ordinal);
        Assert.Contains("300", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_client_id_makes_one_annotation_however_often_it_is_sent()
    {
        var first = await _footage.AddAsync(10, 20, client: "tab-7");
        var again = await _footage.AddAsync(10, 20, client: "tab-7");
        await _footage.PatchAsync(
            "/annotations",
            new
            {
                creates = new[]
                {
                    new
                    {
                        client_id = "tab-7",
                        video_id = _footage.Video.Id,
                        label_id = "Person",
                        start_frame = 10,
                        end_frame = 20,
                    },
                },
            }
        );
        Assert.Equal(first.Id(), again.Id());
        Assert.Equal(first.Number("revision"), again.Number("revision"));
        Assert.Single((await _footage.ListAsync()).Data());
    }

    [Fact]
    public async Task Whoever_was_slower_is_told_what_is_there_and_overwrites_nothing()
    {
        var made = await _footage.AddAsync(10, 20);
        var path = $"/annotations/{made.Id()}";
        await _footage.PatchAsync(
            path,
            new
            {
                end_frame = 30,
                revision = made.Number("revision"),
                reviewer = "ada",
            }
        );
        var refused = await _footage.PatchAsync(
            path,
            new
            {
                end_frame = 40,
                revision = made.Number("revision"),
                reviewer = "bob",
            },
            HttpStatusCode.Conflict
        );
        Assert.Equal("revision_conflict", refused.Text("code"));
        Assert.Equal(30, refused.GetProperty("current")[0].Number("end_frame"));
        Assert.Equal(30, (await _footage.ListAsync()).Data().Single().Number("end_frame"));

        var bulk = await _footage.PatchAsync(
            "/annotations",
            new
            {
                creates = new[]
                {
                    new
                    {
                        video_id = _footage.Video.Id,
                        label_id = "Person",
                        start_frame = 50,
                        end_frame = 60,
                    },
                },
                deletes = new[] { new { annotation_id = made.Id(), revision = made.Number("revision") } },
            },
            HttpStatusCode.Conflict
        );
        Assert.Equal("revision_conflict", bulk.Text("code"));
        Assert.Single((await _footage.ListAsync()).Data());
    }

    [Fact]
    public async Task A_client_that_asks_what_changed_since_its_revision_learns_of_changes_and_deletions()
    {
        var (one, two) = (await _footage.AddAsync(10, 20), await _footage.AddAsync(30, 40));
        var known = (await _footage.ListAsync()).Number("revision");
        await _footage.PatchAsync($"/annotations/{one.Id()}", new { state = "rejected" });
        using (var deleted = await _footage.Server.Client.DeleteAsync(new Uri($"{_footage.Annotations}/{two.Id()}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        }

        var news = (await _footage.ListAsync($"since_revision={known}")).Data();
        Assert.Equal([(one.Id(), false), (two.Id(), true)], news.Select(n => (n.Id(), n.GetProperty("deleted").GetBoolean())));
    }

    [Fact]
    public async Task A_list_goes_on_where_it_ended_until_everything_was_told_once()
    {
        for (var i = 0; i < 7; i++)
        {
            await _footage.AddAsync(10 * i, 10 * i + 5);
        }

        foreach (var kind in (string[])["", "&since_revision=0"])
        {
            var starts = new List<long>();
            for (var after = ""; ; )
            {
                var page = await _footage.ListAsync($"limit=3{kind}{after}");
                starts.AddRange(page.Data().Select(a => a.Number("start_frame")));
                if (!page.TryGetProperty("next", out var next))
                {
                    break;
                }

                after = $"&after={next.GetString()}";
            }
            Assert.Equal([0, 10, 20, 30, 40, 50, 60], starts);
        }
        Assert.Equal([20, 30], (await _footage.ListAsync("from_frame=21&to_frame=31")).Data().Select(a => a.Number("start_frame")));
    }

    [Fact]
    public async Task A_split_leaves_no_gap_and_no_box_moves_and_a_merge_makes_one_again()
    {
        object[] boxes =
        [
            new
            {
                frame = 10,
                x = 0.0,
                y = 0.0,
                width = 0.2,
                height = 0.2,
            },
            new
            {
                frame = 30,
                x = 0.4,
                y = 0.2,
                width = 0.2,
                height = 0.2,
            },
        ];
        var made = await _footage.AddAsync(10, 31, more: new { boxes });
        var parts = (await _footage.PostAsync($"/annotations/{made.Id()}/split", new { at_frame = 20 })).GetProperty("annotations");
        var ordered = parts.EnumerateArray().OrderBy(p => p.Number("start_frame")).ToList();
        Assert.Equal([(10L, 20L), (20L, 31L)], ordered.Select(p => (p.Number("start_frame"), p.Number("end_frame"))));
        var edge = ordered[1].GetProperty("boxes")[0];
        Assert.Equal((20L, 0.2, 0.1), (edge.Number("frame"), edge.GetProperty("x").GetDouble(), edge.GetProperty("y").GetDouble()));

        await _footage.PostAsync("/annotations/merge", new { annotation_ids = ordered.Select(p => p.Id()) });
        var merged = (await _footage.ListAsync()).Data().Single();
        Assert.Equal((made.Id(), 10L, 31L), (merged.Id(), merged.Number("start_frame"), merged.Number("end_frame")));
    }

    [Fact]
    public async Task Every_edit_is_in_the_history_and_can_be_undone_and_done_again()
    {
        var made = await _footage.AddAsync(10, 20);
        var changed = await _footage.PatchAsync($"/annotations/{made.Id()}", new { label_id = "Vehicle", reviewer = "ada" });
        var undone = await _footage.PostAsync("/undo", new { reviewer = "ada" });
        Assert.Equal(changed.Number("revision"), undone.Number("undoes"));
        Assert.Equal(made.Text("label_id"), (await _footage.ListAsync()).Data().Single().Text("label_id"));

        await _footage.PostAsync("/undo", new { reviewer = "ada", revision = undone.Number("revision") });
        Assert.Equal(changed.Text("label_id"), (await _footage.ListAsync()).Data().Single().Text("label_id"));

        var history = (await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/history?annotation_id={made.Id()}")).Data();
        Assert.Equal(["undo", "undo", "update", "create"], history.Select(e => e.Text("action")));
        var update = history[2].GetProperty("changes")[0];
        Assert.Equal(
            (made.Text("label_id"), changed.Text("label_id")),
            (update.GetProperty("before").Text("label_id"), update.GetProperty("after").Text("label_id"))
        );
    }

    [Fact]
    public async Task Undo_goes_back_step_by_step_and_leaves_other_peoples_edits_alone()
    {
        var first = await _footage.AddAsync(10, 20, reviewer: "ada");
        await _footage.AddAsync(50, 60, reviewer: "bob");
        await _footage.PatchAsync($"/annotations/{first.Id()}", new { end_frame = 25, reviewer = "ada" });
        await _footage.PostAsync("/undo", new { reviewer = "ada" });
        await _footage.PostAsync("/undo", new { reviewer = "ada" });
        Assert.Equal([50L], (await _footage.ListAsync()).Data().Select(a => a.Number("start_frame")));
        Assert.Equal(0, (await _footage.PostAsync("/undo", new { reviewer = "ada" })).Number("revision"));
    }

    [Fact]
    public async Task An_edit_that_somebody_has_built_on_is_not_undone_over_their_head()
    {
        var made = await _footage.AddAsync(10, 20, reviewer: "ada");
        await _footage.PatchAsync($"/annotations/{made.Id()}", new { end_frame = 25, reviewer = "bob" });
        var refused = await _footage.PostAsync("/undo", new { reviewer = "ada" }, HttpStatusCode.Conflict);
        Assert.Equal(25, refused.GetProperty("current")[0].Number("end_frame"));
    }

    [Fact]
    public async Task A_proposal_becomes_the_judgement_of_whoever_accepts_it_and_keeps_its_confidence()
    {
        var proposal = await _footage.AddAsync(
            10,
            20,
            more: new
            {
                source = "model",
                model = "mine",
                model_version = "3",
                confidence = 0.25,
            }
        );
        Assert.Equal("proposed", proposal.Text("state"));
        Assert.False(proposal.TryGetProperty("reviewer", out _));
        var judged = await _footage.PatchAsync($"/annotations/{proposal.Id()}", new { state = "accepted", reviewer = "bob" });
        Assert.Equal(
            ("bob", "model", 0.25),
            (judged.Text("reviewer"), judged.Text("source"), judged.GetProperty("confidence").GetDouble())
        );
    }

    [Theory]
    [InlineData("""{"speed":"warp"}""", "slow, fast")]
    [InlineData("""{"weight":3}""", "weight")]
    public async Task An_attribute_that_the_label_does_not_have_is_refused_by_name(string attributes, string named)
    {
        var error = await _footage.PostAsync(
            "/annotations",
            new
            {
                annotation = new
                {
                    video_id = _footage.Video.Id,
                    label_id = "Person",
                    start_frame = 0,
                    end_frame = 10,
                    attributes = JsonSerializer.Deserialize<JsonElement>(attributes),
                },
            },
            HttpStatusCode.BadRequest
        );
        Assert.Contains(named, error.Text("message"), StringComparison.Ordinal);
    }
}
