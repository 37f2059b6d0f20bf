using System.Collections.Concurrent;
using System.Diagnostics;

namespace Reelsight.Bench.Load;

/// <summary>What a run measured.</summary>
/// <param name="Requests">Answered with 200.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Cpu">Processor time of server and load together.</param>
/// <param name="Milliseconds">Of every request, sorted.</param>
/// <param name="AllocatedBytes">By server and load together.</param>
internal sealed record LoadResult(int Requests, TimeSpan Elapsed, TimeSpan Cpu, double[] Milliseconds, long AllocatedBytes)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;
    public double CpuMs => Cpu.TotalMilliseconds / Requests;

    public double GetPercentile(double share) => Milliseconds[(int)Math.Min(Milliseconds.Length - 1, Milliseconds.Length * share)];
}

/// <summary>Asks over some connections, on each the next question as soon as the last was answered.</summary>
internal sealed class LoadGenerator : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _root;

    public LoadGenerator(Uri root, string key)
    {
        _root = root;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                ActivityHeadersPropagator = null,
            }
        )
        {
            BaseAddress = new Uri(root, "/v1.3/"),
        };
        _client.DefaultRequestHeaders.Add("x-api-key", key);
    }

    /// <summary>Waits until the server has loaded its indexes.</summary>
    public async Task ReadyAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ticks.WaitForNextTickAsync())
        {
            using var answer = await _client.GetAsync(new Uri(_root, "/healthz"));
            if (answer.IsSuccessStatusCode)
            {
                return;
            }
        }
    }

    /// <summary>Runs a mix, each operation as often as the others.</summary>
    public async Task<LoadResult> RunAsync(IReadOnlyList<LoadOperation> operations, int connections, TimeSpan time)
    {
        var times = new ConcurrentBag<List<double>>();
        var (allocated, cpu, started) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => AskAsync(seed))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = times.SelectMany(t => t).Order().ToArray();
        return new LoadResult(all.Length, elapsed, Environment.CpuUsage.TotalTime - cpu, all, GC.GetTotalAllocatedBytes() - allocated);

        async Task AskAsync(int seed)
        {
            var random = new Random(seed);
            List<double> mine = [];
            for (var turn = seed; Stopwatch.GetElapsedTime(started) < time; turn++)
            {
                var path = operations[turn % operations.Count].Path(random);
                var asked = Stopwatch.GetTimestamp();
                using var answer = await _client.GetAsync(path);
                await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
                }

                mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
            times.Add(mine);
        }
    }

    public void Dispose() => _client.Dispose();
}
