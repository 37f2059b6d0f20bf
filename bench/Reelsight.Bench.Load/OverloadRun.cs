using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Reelsight.Bench.Load;

/// <summary>
/// What a server does with more than it can do: ten times as many searches at once as it takes, records read meanwhile, and one upload of
/// ten gigabytes. Server and load share a process, so its memory is that of both.
/// </summary>
/// <param name="root">Of the server.</param>
/// <param name="key">An API key.</param>
/// <param name="maxRequests">Searches that the server takes at once.</param>
internal sealed class OverloadRun(Uri root, string key, int maxRequests)
{
    private const int Times = 10;
    private const long UploadBytes = 10L << 30;

    /// <summary>Runs everything and writes a table.</summary>
    public async Task RunAsync(LoadGenerator load, SeededLibrary library, int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        using var client = CreateClient();
        await SearchAsync(client, library.IndexId);
        Console.WriteLine("| records read, 4 connections | requests/s | p50 ms | p95 ms | processor ms a request | KB allocated |");
        Console.WriteLine("|---|---|---|---|---|---|");
        LoadReport.Write("alone", await load.RunAsync(library.Operations(), 4, time));

        using var ended = new CancellationTokenSource();
        var answers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var before = Environment.WorkingSet;
        var peak = MeasurePeakAsync(ended.Token);
        var searches = Task.WhenAll(Enumerable.Range(0, Times * maxRequests).Select(_ => KeepSearchingAsync()));
        LoadReport.Write($"beside {Times * maxRequests} searches at once", await load.RunAsync(library.Operations(), 4, time));
        await ended.CancelAsync();
        await searches;
        Write("answers to the searches", string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}")));
        Write("memory, MB before and at the peak", $"{before >> 20}, {await peak >> 20}");
        var asked = Stopwatch.GetTimestamp();
        var (status, _) = await SearchAsync(client, library.IndexId);
        Write("first search after", $"{(int)status} after {Stopwatch.GetElapsedTime(asked).TotalMilliseconds:0} ms");
        await UploadAsync(client);

        async Task KeepSearchingAsync()
        {
            await Task.Yield();
            while (!ended.IsCancellationRequested)
            {
                var (code, isTimed) = await SearchAsync(client, library.IndexId);
                var answer = (int)code is 429 or 503 ? $"{(int)code} {(isTimed ? "with" : "without")} Retry-After" : $"{(int)code}";
                answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
            }
        }
    }

    private static async Task<(HttpStatusCode Status, bool IsTimed)> SearchAsync(HttpClient client, string indexId)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(indexId), "index_id" },
            { new StringContent("a dog in the grass"), "query_text" },
            { new StringContent("visual"), "search_options" },
        };
        using var answer = await client.PostAsync(new Uri("search", UriKind.Relative), form);
        await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, answer.Headers.RetryAfter is not null);
    }

    private static async Task UploadAsync(HttpClient client)
    {
        using var ended = new CancellationTokenSource();
        var before = Environment.WorkingSet;
        var peak = MeasurePeakAsync(ended.Token);
        var started = Stopwatch.GetTimestamp();
        var session = await PostAsync(
            client,
            "assets/multipart-uploads",
            new
            {
                filename = "long.mp4",
                type = "video",
                total_size = UploadBytes,
            }
        );
        var (id, chunkBytes) = (session.GetProperty("upload_id").GetString(), session.GetProperty("chunk_size").GetInt32());
        var count = (int)((UploadBytes + chunkBytes - 1) / chunkBytes);
        var bytes = new byte[chunkBytes];
        new Random(1).NextBytes(bytes);
        for (var index = 1; index <= count; index++)
        {
            var urls = await PostAsync(client, $"assets/multipart-uploads/{id}/presigned-urls", new { start = index, count = 1 });
            var size = (int)Math.Min(chunkBytes, UploadBytes - ((index - 1L) * chunkBytes));
            using var body = new ByteArrayContent(bytes, 0, size);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var put = await client.PutAsync(new Uri(urls.GetProperty("upload_urls")[0].GetProperty("url").GetString()!), body);
            put.EnsureSuccessStatusCode();
            var chunk = new
            {
                chunk_index = index,
                proof = put.Headers.ETag!.Tag,
                proof_type = "etag",
                chunk_size = size,
            };
            await PostAsync(client, $"assets/multipart-uploads/{id}", new { completed_chunks = new[] { chunk } });
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        await ended.CancelAsync();
        Write(
            "upload of 10 GB in chunks",
            string.Create(CultureInfo.InvariantCulture, $"{count} chunks, {(UploadBytes >> 20) / elapsed.TotalSeconds:0} MB/s")
        );
        Write("memory, MB before and at the peak", $"{before >> 20}, {await peak >> 20}, of which one chunk {chunkBytes >> 20}");
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    private static async Task<long> MeasurePeakAsync(CancellationToken ct)
    {
        var peak = 0L;
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            peak = Math.Max(peak, Environment.WorkingSet);
        } while (!ct.IsCancellationRequested && await ticks.WaitForNextTickAsync(CancellationToken.None));
        return peak;
    }

    private static void Write(string what, string value) => Console.WriteLine($"| {what} | {value} |");

    private HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
        {
            BaseAddress = new Uri(root, "/v1.3/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        return client;
    }
}
