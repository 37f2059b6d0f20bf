using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Hostile;

/// <summary>The limits of the hosted service, which an owner can switch on.</summary>
public sealed class MediaLimitsTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(s => s with { Workers = 1, MediaLimits = MediaLimitsProfile.TwelveLabs });
        _index = await _server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("short film", "video_duration_too_short", "2 seconds")]
    [InlineData("low film", "video_resolution_too_low", "320x240")]
    [InlineData("wide strip", "video_resolution_too_low", "1920x32")]
    public async Task With_the_limits_on_a_film_outside_of_them_fails_with_the_code_of_the_contract(
        string kind,
        string code,
        string value
    ) => Requests.AssertFailed(await _server.Client.IndexAsync(_index, await GeneratedMedia.OfKindAsync(kind)), code, value);

    [Fact]
    public async Task With_the_limits_on_a_film_within_them_is_indexed() =>
        Assert.Equal("ready", (await _server.Client.IndexAsync(_index, await GeneratedMedia.FilmAsync(4.5, 640))).Text("status"));
}
