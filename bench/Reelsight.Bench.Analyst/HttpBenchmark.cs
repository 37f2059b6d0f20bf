using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Analyst;

/// <summary>What somebody waits who asks a server that has just started about an hour of footage, over loopback HTTP.</summary>
internal static class HttpBenchmark
{
    private const string Key = "tlk_bench_of_this_program";

    /// <summary>
    /// Prints a row for each question: until the first line of the answer is there, and until all of it is, the first time and later.
    /// </summary>
    public static async Task RunAsync(MediaDescription described, string schema)
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-bench-").FullName;
        try
        {
            var app = ReelsightServer.Build(
                new ServerSettings
                {
                    DataDir = folder,
                    Port = 0,
                    Workers = 0,
                    ApiKey = Key,
                }
            );
            await using (app)
            {
                await ReelsightServer.EnsureKeyAsync(app, CancellationToken.None);
                await app.StartAsync();
                using var client = new HttpClient { BaseAddress = new Uri(new Uri(app.Urls.First()), "/v1.3/") };
                client.DefaultRequestHeaders.Add("x-api-key", Key);
                while (true)
                {
                    using var health = await client.GetAsync(new Uri("/healthz", UriKind.Relative));
                    if (health.IsSuccessStatusCode)
                    {
                        break;
                    }

                    await Task.Delay(20);
                }
                var video = await SeedAsync(new ReelsightStores(app.Services), client, described);
                Console.WriteLine("\n| streamed over HTTP | first: first line, all, ms | median of 5: first line, all, ms |");
                Console.WriteLine("|---|---|---|");
                using var format = JsonDocument.Parse(schema);
                await RowAsync(
                    client,
                    "schema: annotations with detected objects",
                    new
                    {
                        video_id = video,
                        prompt = "Annotate the video.",
                        response_format = new { type = "json_schema", json_schema = format.RootElement },
                    }
                );
                await RowAsync(client, "summary", new { video_id = video, prompt = "Summarize the video." });
                await RowAsync(
                    client,
                    "question about 10 s of it",
                    new { video_id = video, prompt = "What happens between 10:00 and 10:10?" }
                );
                await app.StopAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RowAsync(HttpClient client, string what, object body)
    {
        var (line, all) = await AskAsync(client, body);
        var later = new List<(double Line, double All)>();
        for (var i = 0; i < 5; i++)
        {
            later.Add(await AskAsync(client, body));
        }

        var (laterLine, laterAll) = (later.Select(l => l.Line).Order().ElementAt(2), later.Select(l => l.All).Order().ElementAt(2));
        Console.WriteLine(FormattableString.Invariant($"| {what} | {line:0}, {all:0} | {laterLine:0}, {laterAll:0} |"));
    }

    private static async Task<(double Line, double All)> AskAsync(HttpClient client, object body)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, "analyze") { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync();
        var line = clock.Elapsed.TotalMilliseconds;
        await reader.ReadToEndAsync();
        return (line, clock.Elapsed.TotalMilliseconds);
    }

    private static async Task<string> SeedAsync(ReelsightStores stores, HttpClient client, MediaDescription described)
    {
        using var created = await client.PostAsJsonAsync(
            "indexes",
            new { index_name = "hour", models = new[] { new { model_name = "pegasus1.2", model_options = new[] { "visual", "audio" } } } }
        );
        var index = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("_id").GetString()!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(index), "index_id" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("an hour")), "video_file", "hour.mp4" },
        };
        using var uploaded = await client.PostAsync("tasks", form);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("video_id").GetString()!;
        var video = (await stores.Videos.FindAsync(ReelsightServer.DefaultTenant, index, id, CancellationToken.None))!;
        await stores.Descriptions.PutAsync(ReelsightServer.DefaultTenant, video.ContentHash!, "1", described, CancellationToken.None);
        await stores.Videos.UpdateAsync(
            video with
            {
                Status = VideoStatus.Ready,
                DurationSec = SyntheticHour.LengthSec,
                Fps = 25,
                Width = 640,
                Height = 360,
                IndexedAt = video.CreatedAt,
            },
            IndexingTaskStatus.Ready,
            CancellationToken.None
        );
        return id;
    }
}
