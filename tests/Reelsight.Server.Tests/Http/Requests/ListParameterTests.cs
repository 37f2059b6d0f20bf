using System.Net;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Http.Requests;

/// <summary>
/// Every filter and sort of every list refuses what it cannot read, and the sentence names the parameter and what it takes.
/// </summary>
public sealed class ListParameterTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Videos = "indexes/{index}/videos",
        IndexedAssets = "indexes/{index}/indexed-assets";
    private readonly RunningServer _server = shared.Server;

    public static TheoryData<string, string, string, string> Junk()
    {
        var junk = new TheoryData<string, string, string, string>();
        foreach (var list in new[] { "indexes", "assets", "tasks", Videos, IndexedAssets })
        {
            junk.Add(list, "page=0", "page", "at least 1");
            junk.Add(list, "page=1.5", "page", "whole number");
            junk.Add(list, "page=99999999999", "page", "whole number");
            junk.Add(list, "page_limit=51", "page_limit", "from 1 to 50");
            junk.Add(list, "page_limit=-1", "page_limit", "from 1 to 50");
        }
        foreach (var list in new[] { "indexes", "tasks", Videos, IndexedAssets })
        {
            junk.Add(list, "sort_by=colour", "sort_by", "created_at, updated_at");
            junk.Add(list, "sort_option=up", "sort_option", "asc, desc");
            junk.Add(list, "created_at=yesterday", "created_at", "2026-01-31T12:00:00Z");
            junk.Add(list, "updated_at=5 o'clock", "updated_at", "2026-01-31T12:00:00Z");
        }
        foreach (var list in new[] { Videos, IndexedAssets })
        {
            foreach (var fact in new[] { "duration", "fps", "width", "height", "size" })
            {
                junk.Add(list, $"{fact}=much", fact, "number");
                junk.Add(list, $"{fact}[gte]=much", fact, "number");
                junk.Add(list, $"{fact}[lte]=NaN", fact, "number");
            }
        }

        junk.Add(IndexedAssets, "status=validating", "status", "pending, queued, indexing, ready, failed");
        junk.Add("tasks", "status=done", "status", "uploading, validating, pending, queued, indexing, ready, failed");
        junk.Add("tasks", "duration=long", "duration", "number");
        junk.Add("tasks", "width=640.5", "width", "whole number");
        junk.Add("tasks", "height=tall", "height", "whole number");
        junk.Add("tasks", "index_id=x", "index_id", "24 lower-case hexadecimal");
        junk.Add("assets", "asset_types=hologram", "asset_types", "video, image, audio, document");
        junk.Add("assets", "asset_ids=x", "asset_ids", "24 lower-case hexadecimal");
        junk.Add("indexes", "model_options=smell", "model_options", "visual, audio");
        junk.Add("indexes", "model_family=jockey", "model_family", "marengo, pegasus");
        return junk;
    }

    [Theory]
    [MemberData(nameof(Junk))]
    public async Task A_value_that_cannot_be_read_is_400_and_named_with_what_is_allowed(
        string list,
        string query,
        string name,
        string allowed
    )
    {
        using var answer = await _server.Client.GetAsync(new Uri($"{await FillAsync(list)}?{query}", UriKind.Relative));
        var error = await answer.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("parameter_invalid", error.Text("code"));
        Assert.Contains(name, error.Text("message"), StringComparison.Ordinal);
        Assert.Contains(allowed, error.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indexes")]
    [InlineData("assets")]
    [InlineData("tasks")]
    [InlineData(Videos)]
    [InlineData(IndexedAssets)]
    public async Task A_page_past_the_end_is_200_without_rows(string list)
    {
        var body = await _server.Client.JsonAsync($"{await FillAsync(list)}?page=2147483647&page_limit=50");
        Assert.Empty(body.Data());
        Assert.Equal(50, body.GetProperty("page_info").GetProperty("limit_per_page").GetInt32());
        Assert.Equal(2147483647, body.GetProperty("page_info").GetProperty("page").GetInt32());
    }

    private async Task<string> FillAsync(string list) =>
        list.Replace(
            "{index}",
            list.Contains('{', StringComparison.Ordinal) ? await _server.CreateIndexAsync(Guid.NewGuid().ToString()) : "",
            StringComparison.Ordinal
        );
}
