using Reelsight.Analysis.LanguageModels;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.LanguageModels;

/// <summary>What <c>doctor</c> says of an endpoint.</summary>
public sealed class EndpointCheckTests : IAsyncLifetime
{
    private StubChatEndpoint _stub = null!;

    public async ValueTask InitializeAsync() => _stub = await StubChatEndpoint.StartAsync();

    public async ValueTask DisposeAsync() => await _stub.DisposeAsync();

    private GenerationSettings Settings => _stub.Plug(new ServerSettings { DataDir = "" }).Generation;

    private static Task<EndpointCheckResult?> CheckAsync(GenerationSettings settings) =>
        EndpointCheck.RunAsync(settings, TimeProvider.System, default);

    [Fact]
    public async Task An_endpoint_that_lists_the_model_and_answers_with_json_works()
    {
        _stub.Script(StubChatEndpoint.Says("{\"ready\":true}"));
        var found = await CheckAsync(Settings);
        Assert.True(found is { Works: true, IsUnlisted: false }, found?.Message);
        Assert.DoesNotContain(StubChatEndpoint.Key, found!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_listed_is_named_with_those_that_are()
    {
        _stub.Script(StubChatEndpoint.Says("{\"ready\":true}"));
        var found = await CheckAsync(Settings with { Model = "other" });
        Assert.True(found is { Works: true, IsUnlisted: true });
        Assert.Contains(StubChatEndpoint.Model, found!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_with_json_or_not_at_all_does_not_work()
    {
        _stub.Script(StubChatEndpoint.Says("Hello!"), StubChatEndpoint.Says("Hello again!"));
        Assert.False((await CheckAsync(Settings))!.Works);
        var gone = Settings;
        await _stub.DisposeAsync();
        var found = await CheckAsync(gone);
        Assert.Contains("refuses connections", found!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_checked_where_nothing_is_set_up() => Assert.Null(await CheckAsync(new GenerationSettings()));

    [Fact]
    public void Settings_that_are_printed_do_not_show_the_key() =>
        Assert.DoesNotContain(StubChatEndpoint.Key, Settings.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_url_without_a_model_is_refused_with_the_name_of_the_setting()
    {
        var error = Assert.Throws<SettingsException>(() =>
            SettingsLoader.Load(
                new Dictionary<string, string> { ["generation_url"] = "http://127.0.0.1:1/v1" },
                new Dictionary<string, string>(),
                null
            )
        );
        Assert.Contains("generation_model", error.Message, StringComparison.Ordinal);
    }
}
