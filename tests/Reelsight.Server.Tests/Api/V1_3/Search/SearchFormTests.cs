using System.Net;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Search;

/// <summary>What a search may ask for, field by field.</summary>
public sealed class SearchFormTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly RunningServer _server = shared.Server;
    private string _index = null!;

    public async ValueTask InitializeAsync() => _index = await _server.CreateIndexAsync($"films {Guid.NewGuid()}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("parameter_not_provided", "search_options=")]
    [InlineData("search_option_not_supported", "search_options=smell")]
    [InlineData("parameter_not_provided", "query_text=")]
    [InlineData("parameter_not_provided", "index_id=")]
    [InlineData("parameter_invalid", "index_id=junk")]
    [InlineData("parameter_invalid", "page_limit=51")]
    [InlineData("parameter_invalid", "page_limit=-1")]
    [InlineData("parameter_invalid", "page_limit=0")]
    [InlineData("parameter_invalid", "group_by=scene")]
    [InlineData("parameter_invalid", "operator=xor")]
    [InlineData("parameter_invalid", "sort_option=date")]
    [InlineData("parameter_invalid", "threshold=extreme")]
    [InlineData("parameter_invalid", "include_user_metadata=perhaps")]
    [InlineData("parameter_invalid", "query_text=find <@rex>")]
    [InlineData(
        "parameter_invalid",
        "query_text=<@000000000000000000000001> <@000000000000000000000002> <@000000000000000000000003> "
            + "<@000000000000000000000004> <@000000000000000000000005> <@000000000000000000000006>"
    )]
    [InlineData("search_option_combination_not_supported", "query_text=find <@0123456789abcdef01234567>", "search_options=audio")]
    [InlineData("search_option_combination_not_supported", "transcription_options=lexical")]
    [InlineData("parameter_invalid", "search_options=audio", "search_options=transcription", "transcription_options=loud")]
    [InlineData("search_filter_invalid", "filter={")]
    [InlineData("search_filter_invalid", "filter=[]")]
    [InlineData("search_filter_invalid", "filter={\"duration\":\"long\"}")]
    [InlineData("search_filter_invalid", "filter={\"duration\":{\"gt\":5}}")]
    [InlineData("search_filter_invalid", "filter={\"duration\":{}}")]
    [InlineData("search_filter_invalid", "filter={\"filename\":5}")]
    [InlineData("search_filter_invalid", "filter={\"id\":[1]}")]
    [InlineData("search_filter_invalid", "filter={\"category\":[\"a\",\"b\"]}")]
    [InlineData("search_filter_invalid", "filter={\"category\":null}")]
    [InlineData("parameter_invalid", "query_moment=0123456789abcdef01234567")]
    [InlineData("parameter_invalid", "query_moment=0123456789abcdef01234567@soon")]
    [InlineData("parameter_invalid", "query_moment=0123456789abcdef01234567@-1")]
    [InlineData("parameter_invalid", "query_moment=rex@1")]
    [InlineData("search_option_combination_not_supported", "query_moment=0123456789abcdef01234567@1", "search_options=audio")]
    [InlineData("parameter_not_provided", "query_media_url=http://x/y.png")]
    [InlineData("parameter_invalid", "query_media_type=video", "query_media_url=http://x/y.png")]
    [InlineData("parameter_invalid", "query_media_type=image", "query_media_url=ftp://x/y.png")]
    [InlineData("parameter_invalid", "query_media_type=image", "query_media_url=http://127.0.0.1/y.png")]
    [InlineData(
        "parameter_invalid",
        "query_media_type=image",
        "query_media_url=[http://x/1,http://x/2,http://x/3,http://x/4,http://x/5,http://x/6]",
        "query_media_url=[\"http://x/7\",\"http://x/8\"]",
        "query_media_url=http://x/9?a,b",
        "query_media_url=http://x/10",
        "query_media_url=http://x/11"
    )]
    [InlineData(
        "search_option_combination_not_supported",
        "query_media_type=image",
        "query_media_url=http://x/y.png",
        "search_options=visual",
        "search_options=transcription",
        "transcription_options=lexical"
    )]
    [InlineData(
        "search_option_combination_not_supported",
        "query_media_type=image",
        "query_media_url=http://x/y.png",
        "search_options=audio"
    )]
    public async Task A_field_that_breaks_a_rule_is_refused(string code, params string[] fields) =>
        Assert.Equal(code, (await SearchAsync(HttpStatusCode.BadRequest, fields)).Text("code"));

    [Fact]
    public async Task A_type_without_media_and_text_is_refused() =>
        Assert.Equal(
            "parameter_not_provided",
            (await SearchAsync(HttpStatusCode.BadRequest, "query_media_type=image", "query_text=")).Text("code")
        );

    [Fact]
    public async Task An_entity_that_is_unknown_foreign_or_not_ready_cannot_be_searched_for()
    {
        const string Unknown = "0123456789abcdef01234567";
        Assert.Equal("resource_not_exist", (await SearchAsync(HttpStatusCode.NotFound, $"query_text=<@{Unknown}> runs")).Text("code"));
        var collection = new EntityCollectionRecord
        {
            Id = _server.Stores.Ids.Next(),
            TenantId = ReelsightServer.DefaultTenant,
            Name = "actors",
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        var entity = new EntityRecord
        {
            Id = _server.Stores.Ids.Next(),
            TenantId = collection.TenantId,
            CollectionId = collection.Id,
            Name = "ann",
            AssetIds = [],
            State = EntityRecord.Processing,
            CreatedAt = collection.CreatedAt,
            UpdatedAt = collection.UpdatedAt,
        };
        await _server.Stores.EntityCollections.AddAsync([collection], [], default);
        await _server.Stores.Entities.AddAsync([entity], [], default);
        var early = await SearchAsync(HttpStatusCode.BadRequest, $"query_text=<@{entity.Id}> runs");
        Assert.Equal("parameter_invalid", early.Text("code"));
        Assert.Contains("processing", early.Text("message"), StringComparison.Ordinal);
        await _server.Stores.Entities.UpdateAsync(entity.TenantId, entity.Id, e => e with { State = EntityRecord.Ready }, [], default);
        Assert.Contains(
            "no pictures",
            (await SearchAsync(HttpStatusCode.BadRequest, $"query_text=<@{entity.Id}>")).Text("message"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Five_hundred_words_are_accepted_and_many_more_are_not()
    {
        await SearchAsync(HttpStatusCode.OK, $"query_text={string.Join(' ', Enumerable.Repeat("word", 500))}");
        Assert.Equal(
            "parameter_invalid",
            (await SearchAsync(HttpStatusCode.BadRequest, $"query_text={string.Join(' ', Enumerable.Repeat("word", 2500))}")).Text("code")
        );
    }

    [Theory]
    [InlineData("search_options=visual", "search_options=audio")]
    [InlineData("search_options=[visual,audio]")]
    [InlineData("search_options=[\"visual\",\"audio\"]")]
    [InlineData("search_options=visual,audio")]
    [InlineData("search_options=audio", "search_options=transcription", "transcription_options=lexical")]
    [InlineData("filter={}")]
    [InlineData("filter={\"duration\":{\"gte\":1,\"lte\":9},\"width\":640,\"category\":\"x\",\"n\":{\"gte\":1},\"flag\":true}")]
    [InlineData("filter={\"id\":[\"0123456789abcdef01234567\",\"x\"]}")]
    [InlineData("filter={\"id\":\"0123456789abcdef01234567\",\"filename\":\"a.mp4\",\"size\":{\"lte\":5}}")]
    [InlineData("adjust_confidence_level=0.4", "unheard_of=1", "x-api-key=tlk_whatever")]
    public async Task What_clients_send_is_understood_and_nothing_found_is_an_empty_page(params string[] fields)
    {
        var body = await SearchAsync(HttpStatusCode.OK, fields);
        Assert.Empty(body.Data());
        Assert.False(body.GetProperty("page_info").TryGetProperty("next_page_token", out _));
    }

    [Theory]
    [InlineData("audio", "search_options=visual", "search_option_not_supported")]
    [InlineData("visual", "search_options=audio", "search_option_not_supported")]
    [InlineData("visual", "search_options=transcription", "search_option_not_supported")]
    public async Task An_option_that_the_index_lacks_is_refused(string has, string field, string code)
    {
        var index = await _server.CreateIndexAsync($"only {has}, {field}", options: [has]);
        Assert.Equal(code, (await SearchAsync(HttpStatusCode.BadRequest, $"index_id={index}", field)).Text("code"));
    }

    [Fact]
    public async Task An_index_without_the_encoder_cannot_be_searched()
    {
        var index = await _server.CreateIndexAsync("read", model: "pegasus1.2");
        Assert.Equal("index_not_supported_for_search", (await SearchAsync(HttpStatusCode.BadRequest, $"index_id={index}")).Text("code"));
    }

    [Fact]
    public async Task An_unknown_index_is_404() =>
        Assert.Equal("resource_not_exist", (await SearchAsync(HttpStatusCode.NotFound, "index_id=0123456789abcdef01234567")).Text("code"));

    [Theory]
    [InlineData("junk")]
    [InlineData("00112233445566778899aabbccddeeff-2")]
    [InlineData("-1")]
    public async Task A_token_that_nobody_gave_is_400(string token) =>
        Assert.Equal("search_page_token_expired", await _server.Client.ErrorAsync($"search/{token}", HttpStatusCode.BadRequest));

    // Fields override the defaults of a search that is fine.
    private async Task<JsonElement> SearchAsync(HttpStatusCode expected, params string[] fields)
    {
        var given = fields
            .Select(f => (Name: f[..f.IndexOf('=', StringComparison.Ordinal)], Value: f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            .ToList();
        (string, string)[] defaults = [("index_id", _index), ("query_text", "car"), ("search_options", "visual")];
        using var form = Seeds.Form([.. defaults.Where(d => given.TrueForAll(g => g.Name != d.Item1)), .. given]);
        using var answer = await _server.Client.PostAsync("search", form);
        return await answer.JsonAsync(expected);
    }
}
