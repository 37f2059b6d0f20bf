using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>Data sets leave and come back, with the very frames that were labelled.</summary>
public sealed class ExportTests
{
    private const string Tenant = ReelsightServer.DefaultTenant;

    [Fact]
    public async Task The_exported_picture_shows_the_frame_that_was_labelled_at_a_variable_rate_too()
    {
        await using var server = await RunningServer.StartAsync();
        var index = await server.CreateIndexAsync("numbers");
        using var form = Seeds.Form([("index_id", index)]);
        form.Add(new ByteArrayContent(await NumberedFilm.MakeAsync()), "video_file", "numbers.mp4");
        using var uploaded = await server.Client.PostAsync("tasks", form);
        var video = (
            await server.Stores.Videos.FindAsync(
                Tenant,
                index,
                (await uploaded.JsonAsync(HttpStatusCode.Created)).Text("video_id")!,
                default
            )
        )!;
        await server.Stores.Videos.UpdateAsync(
            video with
            {
                Status = VideoStatus.Ready,
                DurationSec = 3,
                Fps = 23,
                Width = 160,
                Height = 32,
            },
            IndexingTaskStatus.Ready,
            default
        );
        var set = await server.Client.SendAsync(
            HttpMethod.Post,
            LabelledFootage.Root,
            new
            {
                index_id = index,
                name = "numbers",
                labels = new[] { new { name = "thing" } },
            },
            HttpStatusCode.Created
        );
        var path = $"{LabelledFootage.Root}/{set.Id()}";
        var starts = (int[])[0, 29, 31, 33, 47, NumberedFilm.Shown.Count - 1];
        await server.Client.SendAsync(
            HttpMethod.Patch,
            $"{path}/annotations",
            new
            {
                creates = starts.Select(s => new
                {
                    video_id = video.Id,
                    label_id = "thing",
                    start_frame = s,
                    end_frame = s + 1,
                }),
            }
        );

        var export = await server.Client.SendAsync(
            HttpMethod.Post,
            $"{path}/exports",
            new { format = "coco", include_frames = true },
            HttpStatusCode.Accepted
        );
        while (await server.Worker.RunNextAsync(default)) { }
        export = await server.Client.JsonAsync($"{path}/exports/{export.Id()}");
        Assert.Equal(("ready", (long)starts.Length), (export.Text("state"), export.Number("frame_count")));
        using var anybody = server.ClientWith(null);
        using var zip = new ZipArchive(await anybody.GetStreamAsync(new Uri(export.Text("url")!)));
        using var coco = await JsonDocument.ParseAsync(await zip.GetEntry("annotations.json")!.OpenAsync());
        Assert.NotNull(zip.GetEntry("datasheet.json"));
        var seen = new List<(long Frame, int Number)>();
        foreach (var image in coco.RootElement.GetProperty("images").EnumerateArray())
        {
            using var jpeg = new MemoryStream();
            await (await zip.GetEntry(image.Text("file_name")!)!.OpenAsync()).CopyToAsync(jpeg);
            seen.Add((image.Number("frame_id"), await NumberedFilm.ReadAsync(jpeg.ToArray())));
        }
        Assert.Equal(starts.Select(s => ((long)s, NumberedFilm.Shown[s])), seen);
    }

    [Fact]
    public async Task An_export_whose_originals_are_missing_fails_and_counts_and_names_them()
    {
        await using var footage = await LabelledFootage.StartAsync();
        await footage.AddAsync(10, 20);
        await footage.Server.Stores.Blobs.DeleteAsync(Tenant, footage.Video.ContentHash!, default);
        var export = await footage.PostAsync("/exports", new { format = "coco", include_frames = true }, HttpStatusCode.Accepted);
        while (await footage.Server.Worker.RunNextAsync(default)) { }
        export = await footage.Server.Client.JsonAsync($"{footage.SetPath}/exports/{export.Id()}");
        Assert.Equal(("failed", 0), (export.Text("state"), export.Number("frame_count")));
        Assert.False(export.TryGetProperty("url", out var url) && url.ValueKind != JsonValueKind.Null);
        Assert.StartsWith(
            $"1 images of the export cannot be made: the original is gone of 1 video (street.mp4, {footage.Video.Id}).",
            export.GetProperty("error").Text("message"),
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(footage.Server.DataDir, "exports")));

        // The labels alone need no original.
        export = await footage.PostAsync("/exports", new { format = "coco" }, HttpStatusCode.Accepted);
        while (await footage.Server.Worker.RunNextAsync(default)) { }
        Assert.Equal("ready", (await footage.Server.Client.JsonAsync($"{footage.SetPath}/exports/{export.Id()}")).Text("state"));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("cvat")]
    [InlineData("label-studio")]
    public async Task What_was_deleted_comes_back_from_an_export_and_twice_is_once(string format)
    {
        await using var footage = await LabelledFootage.StartAsync();
        object[] boxes =
        [
            new
            {
                frame = 10,
                x = 0.1,
                y = 0.2,
                width = 0.3,
                height = 0.4,
            },
        ];
        await footage.AddAsync(
            10,
            20,
            client: "one",
            more: new
            {
                boxes,
                note = "here",
                attributes = new { speed = "fast" },
            }
        );
        await footage.AddAsync(30, 300, "Vehicle");
        var before = Facts(await footage.ListAsync());
        var content = await footage.Server.Client.GetStringAsync(new Uri($"{footage.SetPath}/export?format={format}", UriKind.Relative));
        await footage.PatchAsync(
            "/annotations",
            new { deletes = (await footage.ListAsync()).Data().Select(a => new { annotation_id = a.Id() }) }
        );
        Assert.Empty((await footage.ListAsync()).Data());

        Assert.Equal((2, 0, 0), Became(await footage.PostAsync("/imports", new { format, content })));
        Assert.Equal(before, Facts(await footage.ListAsync()));
        var again = await footage.PostAsync("/imports", new { format, content });
        Assert.Equal((0, (0, 0, 2)), (again.Number("revision"), Became(again)));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("coco", "application/json")]
    [InlineData("fiftyone", "application/json")]
    public async Task Small_exports_come_at_once_and_hold_what_was_accepted(string format, string type)
    {
        await using var footage = await LabelledFootage.StartAsync();
        var kept = await footage.AddAsync(10, 20);
        var left = await footage.AddAsync(30, 40, more: new { state = "rejected" });
        using var answer = await footage.Server.Client.GetAsync(new Uri($"{footage.SetPath}/export?format={format}", UriKind.Relative));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains(kept.Id(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(left.Id(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_the_set_does_not_have_is_named_and_nothing_is_taken_in()
    {
        await using var footage = await LabelledFootage.StartAsync();
        const string content = """
            [{"data":{"video":"street.mp4"},"annotations":[{"result":[{"id":"a","type":"timelinelabels","value":{"ranges":[{"start":1,
             "end":5}],"timelinelabels":["Unicorn"]}}]}]}]
            """;
        var error = await footage.PostAsync("/imports", new { format = "label-studio", content }, HttpStatusCode.BadRequest);
        Assert.Contains("Unicorn", error.Text("message"), StringComparison.Ordinal);
        Assert.Empty((await footage.ListAsync()).Data());
    }

    [Fact]
    public async Task What_fits_is_taken_in_and_the_rest_is_told_with_its_reason()
    {
        await using var footage = await LabelledFootage.StartAsync();
        const string content = """
            [{"data":{"video":"http://files/street.mp4"},"annotations":[{"result":[
                {"id":"a","type":"timelinelabels","value":{"ranges":[{"start":1,"end":5}],"timelinelabels":["Unicorn"]}},
                {"id":"b","type":"timelinelabels","value":{"ranges":[{"start":1,"end":5}],"timelinelabels":["Person"]}}]}]},
             {"data":{"video":"other.mp4"},"annotations":[{"result":[
                {"id":"c","type":"timelinelabels","value":{"ranges":[{"start":1,"end":5}],"timelinelabels":["Person"]}},
                {"id":"d","type":"timelinelabels","value":{"ranges":[{"start":7,"end":9}],"timelinelabels":["Person"]}}]}]}]
            """;
        var done = await footage.PostAsync(
            "/imports",
            new
            {
                format = "label-studio",
                content,
                reviewer = "bob",
            }
        );
        Assert.Equal((1, 0, 0), Became(done));
        Assert.Equal(
            [("other.mp4", 2L), ("Unicorn", 1L)],
            done.GetProperty("refused")
                .EnumerateArray()
                .Select(r =>
                    (
                        ((string[])["other.mp4", "Unicorn"]).Single(n => r.Text("reason")!.Contains(n, StringComparison.Ordinal)),
                        r.Number("count")
                    )
                )
        );
        Assert.Equal(
            (0L, 5L, "bob"),
            (await footage.ListAsync()).Data().Select(a => (a.Number("start_frame"), a.Number("end_frame"), a.Text("reviewer"))).Single()
        );
    }

    [Fact]
    public async Task The_datasheet_is_about_everything_or_about_what_an_export_would_hold()
    {
        await using var footage = await LabelledFootage.StartAsync();
        await footage.AddAsync(0, 50);
        await footage.AddAsync(100, 110, "Vehicle", more: new { state = "rejected" });
        var all = await footage.Server.Client.JsonAsync($"{footage.SetPath}/datasheet");
        Assert.Equal(
            (2, 1, 1),
            (all.Number("annotations"), all.GetProperty("states").Number("accepted"), all.GetProperty("states").Number("rejected"))
        );
        var preview = await footage.Server.Client.JsonAsync($"{footage.SetPath}/datasheet?state=accepted&frame_every_sec=0.5&splits=0,1,0");
        Assert.Equal((1, 4, 1), (preview.Number("annotations"), preview.Number("images"), preview.GetProperty("splits").Number("val")));
        Assert.Equal(0, (await footage.Server.Client.JsonAsync($"{footage.SetPath}/datasheet?format=yolo")).Number("images"));
    }

    [Fact]
    public async Task The_archives_of_a_label_set_go_with_it()
    {
        await using var footage = await LabelledFootage.StartAsync();
        await footage.AddAsync(10, 20);
        var export = await footage.PostAsync("/exports", new { format = "csv" }, HttpStatusCode.Accepted);
        while (await footage.Server.Worker.RunNextAsync(default)) { }
        var url = (await footage.Server.Client.JsonAsync($"{footage.SetPath}/exports/{export.Id()}")).Text("url")!;
        using var anybody = footage.Server.ClientWith(null);
        using (var there = await anybody.GetAsync(new Uri(url)))
        {
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        }

        using (await footage.Server.Client.DeleteAsync(new Uri(footage.SetPath, UriKind.Relative))) { }
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(footage.Server.DataDir, "exports")));
        using var gone = await anybody.GetAsync(new Uri(url));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static (long Created, long Replaced, long Unchanged) Became(JsonElement import) =>
        (import.Number("created"), import.Number("replaced"), import.Number("unchanged"));

    private static List<string> Facts(JsonElement list) =>
        [
            .. list.Data()
                .Select(a =>
                    string.Join(
                        ' ',
                        a.EnumerateObject().Where(p => p.Name is not ("revision" or "updated_at" or "created_at")).Select(p => p.ToString())
                    )
                ),
        ];
}
