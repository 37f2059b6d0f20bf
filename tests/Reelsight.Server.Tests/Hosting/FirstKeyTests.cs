using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tests.Hosting;

public sealed class FirstKeyTests : IDisposable
{
    private const string Preset = "tlk_preset_for_tests";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reelsight-key-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_server_without_keys_makes_one_and_tells_it_once()
    {
        string? made;
        await using (var first = Build(null))
        {
            made = await ReelsightServer.EnsureKeyAsync(first, default);
        }

        Assert.StartsWith("tlk_", made, StringComparison.Ordinal);
        await using var second = Build(null);
        Assert.Null(await ReelsightServer.EnsureKeyAsync(second, default));
        Assert.Equal(
            ReelsightServer.DefaultTenant,
            second.Services.GetRequiredService<IApiKeyStore>().Find(made!, DateTimeOffset.UtcNow)?.TenantId
        );
    }

    [Fact]
    public async Task A_key_set_at_a_start_replaces_the_one_set_or_made_before()
    {
        string? made;
        await using (var first = Build(null))
        {
            made = await ReelsightServer.EnsureKeyAsync(first, default);
        }

        await using (var second = Build(Preset))
        {
            Assert.Null(await ReelsightServer.EnsureKeyAsync(second, default));
            await second.StartAsync();
            Assert.Equal(HttpStatusCode.OK, await AskAsync(second, Preset));
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(second, made!));
            await second.StopAsync();
        }

        await using var third = Build(Preset + "_2");
        await ReelsightServer.EnsureKeyAsync(third, default);
        await third.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(third, Preset + "_2"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(third, Preset));
    }

    [Theory]
    [InlineData("k")]
    [InlineData("tlk_fifteen_cha")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("tlk_with a space in it")]
    [InlineData("tlk_mit_Ümlauten_12345")]
    public async Task A_key_that_could_be_guessed_or_not_be_sent_is_refused_without_being_shown(string key)
    {
        await using var app = Build(key);
        var error = await Assert.ThrowsAsync<SettingsException>(() => ReelsightServer.EnsureKeyAsync(app, default));
        Assert.Contains("16", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($" {key} ", error.Message, StringComparison.Ordinal);
        Assert.Null(app.Services.GetRequiredService<IApiKeyStore>().Find(key, DateTimeOffset.UtcNow));
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplication app, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        using var answer = await client.GetAsync(new Uri("/v1.3/indexes", UriKind.Relative));
        return answer.StatusCode;
    }

    private WebApplication Build(string? key) =>
        ReelsightServer.Build(
            new ServerSettings
            {
                DataDir = _folder.FullName,
                Port = 0,
                Workers = 0,
                ApiKey = key,
            }
        );
}
