using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Reelsight.Bench.Soak;
using Reelsight.TestSupport;

namespace Reelsight.Faults.Tests;

/// <summary>A disk that fills up while the server runs: said by status, and over as soon as there is room.</summary>
public sealed class FullDiskTests
{
    private const int UploadBytes = 4 << 20;

    [Fact]
    public async Task A_full_disk_answers_507_loses_nothing_and_is_over_when_there_is_room_again()
    {
        using var tried = Process.Start(new ProcessStartInfo("unshare", "-rm true") { RedirectStandardError = true });
        tried?.WaitForExit();
        Assert.SkipUnless(tried?.ExitCode == 0, "This machine lets nobody make mount namespaces, which a small disk is made with.");
        using var folder = new TemporaryFolder();
        string[] command = ["-rm", "sh", "-c", "mount -t tmpfs -o size=48m none \"$1\" && exec dotnet \"$0\" serve \"$1\" never"];
        using var server = Process.Start(
            new ProcessStartInfo("unshare", [.. command, typeof(SoakRun).Assembly.Location, folder.Path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        try
        {
            var address = await server.StandardOutput.ReadLineAsync();
            if (address is null)
            {
                Assert.Fail(await server.StandardError.ReadToEndAsync());
            }
            using var client = new HttpClient { BaseAddress = new Uri(new Uri(address), "/v1.3/") };
            client.DefaultRequestHeaders.Add("x-api-key", "tlk_soak_of_this_program");
            await CreateIndexAsync(client, "before", HttpStatusCode.Created);
            var filler = $"/proc/{server.Id}/root{folder.Path}/filler";
            await FillAsync(filler);
            using (var refused = await UploadAsync(client))
            {
                Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
                Assert.Contains("is full", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
            using (var ready = await client.GetAsync(new Uri("/readyz", UriKind.Relative)))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
                Assert.Contains("free some space", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
            using (var lives = await client.GetAsync(new Uri("/healthz", UriKind.Relative)))
            {
                Assert.Equal(HttpStatusCode.OK, lives.StatusCode);
            }
            File.Delete(filler);
            using (var taken = await UploadAsync(client))
            {
                Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
            }
            await CreateIndexAsync(client, "after", HttpStatusCode.Created);
            var names = await client.GetStringAsync(new Uri("indexes", UriKind.Relative));
            Assert.Contains("before", names, StringComparison.Ordinal);
            Assert.Contains("after", names, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var block = new byte[1 << 16];
        try
        {
            while (true)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        { /* full, as was wanted */
        }
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent { { new StringContent("direct"), "method" } };
        form.Add(new ByteArrayContent(new byte[UploadBytes]), "file", "film.mp4");
        return await client.PostAsync(new Uri("assets", UriKind.Relative), form);
    }

    private static async Task CreateIndexAsync(HttpClient client, string name, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync(
            "indexes",
            new { index_name = name, models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual" } } } }
        );
        Assert.Equal(expected, answer.StatusCode);
    }
}
