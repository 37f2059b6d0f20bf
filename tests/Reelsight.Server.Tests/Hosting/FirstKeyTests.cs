using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Tests.Hosting;

public sealed class FirstKeyTests : IDisposable
{
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
        Assert.Equal(ReelsightServer.DefaultTenant, second.Services.GetRequiredService<IApiKeyStore>().FindTenant(made!));
    }

    [Fact]
    public async Task A_preset_key_works_beside_those_that_are_known()
    {
        await using var app = Build("tlk_preset");
        Assert.Null(await ReelsightServer.EnsureKeyAsync(app, default));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("x-api-key", "tlk_preset");
        using var answer = await client.GetAsync(new Uri("/v1.3/indexes", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
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
