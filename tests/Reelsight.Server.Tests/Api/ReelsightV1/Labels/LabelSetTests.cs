using System.Net;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>Taxonomies: checked, versioned, and safe to change while they are used.</summary>
public sealed class LabelSetTests : IAsyncLifetime
{
    private LabelledFootage _footage = null!;

    public async ValueTask InitializeAsync() => _footage = await LabelledFootage.StartAsync();

    public async ValueTask DisposeAsync() => await _footage.DisposeAsync();

    [Fact]
    public async Task Labels_have_colours_ids_and_parents_and_are_listed_with_their_index()
    {
        var labels = _footage.Set.GetProperty("labels");
        Assert.Equal(labels[1].Text("label_id"), labels[2].Text("parent_id"));
        Assert.Equal(3, labels.EnumerateArray().Select(l => l.Text("colour")).Distinct().Count());
        Assert.Equal(
            _footage.Set.Id(),
            (await _footage.Server.Client.JsonAsync($"{LabelledFootage.Root}?index_id={_footage.Video.IndexId}")).Data().Single().Id()
        );
        var other = await _footage.Server.CreateIndexAsync("other");
        Assert.Empty((await _footage.Server.Client.JsonAsync($"{LabelledFootage.Root}?index_id={other}")).Data());
    }

    [Fact]
    public async Task Changed_labels_keep_their_ids_and_the_earlier_version_can_be_read()
    {
        var person = _footage.Set.GetProperty("labels")[0].Text("label_id");
        var changed = await _footage.PatchAsync(
            "",
            new { labels = new object[] { new { label_id = person, name = "Pedestrian" }, new { name = "vehicle" } } }
        );
        Assert.Equal(2, changed.Number("version"));
        Assert.Equal(
            [person, _footage.Set.GetProperty("labels")[1].Text("label_id")],
            changed.GetProperty("labels").EnumerateArray().Select(l => l.Text("label_id"))
        );
        var earlier = (await _footage.Server.Client.JsonAsync($"{_footage.SetPath}/versions")).Data().Single();
        Assert.Equal((1L, 3), (earlier.Number("version"), earlier.GetProperty("labels").GetArrayLength()));
        Assert.Equal(
            "revision_conflict",
            (await _footage.PatchAsync("", new { name = "x", version = 1 }, HttpStatusCode.Conflict)).Text("code")
        );
    }

    [Fact]
    public async Task A_label_on_annotations_cannot_be_left_out()
    {
        await _footage.AddAsync(0, 10, "Vehicle");
        var error = await _footage.PatchAsync("", new { labels = new[] { new { name = "Person" } } }, HttpStatusCode.Conflict);
        Assert.Equal("label_in_use", error.Text("code"));
        Assert.Contains("Vehicle", error.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Person", "Person", null, "labels.name")]
    [InlineData("A", "B", "C", "labels.parent_id")]
    [InlineData("A", "B", "B", "circle")]
    public async Task A_taxonomy_that_contradicts_itself_is_refused_by_name(string first, string second, string? parent, string named)
    {
        var error = await _footage.PatchAsync(
            "",
            new { labels = new object[] { new { name = first }, new { name = second, parent_id = parent } } },
            HttpStatusCode.BadRequest
        );
        Assert.Contains(named, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_a_set_a_video_or_an_index_goes_with_it()
    {
        await _footage.AddAsync(0, 10);
        using (
            await _footage.Server.Client.DeleteAsync(
                new Uri($"indexes/{_footage.Video.IndexId}/videos/{_footage.Video.Id}", UriKind.Relative)
            )
        ) { }
        Assert.Empty((await _footage.ListAsync()).Data());
        using (await _footage.Server.Client.DeleteAsync(new Uri($"indexes/{_footage.Video.IndexId}", UriKind.Relative))) { }
        Assert.Equal("resource_not_exist", await _footage.Server.Client.ErrorAsync(_footage.SetPath, HttpStatusCode.NotFound));
    }
}
