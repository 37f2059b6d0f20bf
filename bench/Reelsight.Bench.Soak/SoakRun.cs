using System.Diagnostics;
using System.Globalization;
using Reelsight.Server.Hosting;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Soak;

/// <summary>
/// One run: a server works for four clients, is killed at random or at the boundary of a stage, starts again on the same data folder, and
/// so on; the last life ends its work, and what the clients know is compared with what is there.
/// </summary>
public static class SoakRun
{
    private const int Clients = 4;

    /// <summary>A life ends at random, after so many answers at most and in the middle of the next ones.</summary>
    private const int MaxAnswers = 15;

    /// <summary>How long the last life may take to end all work, and how long any other one lasts at most.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3),
        _longestLife = TimeSpan.FromSeconds(3);

    /// <summary>Where a server may kill itself; the rest of its deaths come at random.</summary>
    private static readonly string[] _boundaries =
    [
        "start:job index_video",
        "start:prepare",
        "end:prepare",
        "start:probe",
        "end:probe",
        "start:index",
        "end:index",
        "end:job index_video",
        "start:job export_labels",
        "end:job export_labels",
        "end:job prepare_asset",
        "start:job analyze_video",
        "end:job analyze_video",
    ];

    /// <summary>Runs.</summary>
    /// <param name="options">How often, and how.</param>
    /// <param name="say">Receives a line now and then.</param>
    public static async Task<SoakReport> RunAsync(SoakOptions options, Action<string> say)
    {
        using var folder = new TemporaryFolder();
        var (random, ledger, footage) = (new Random(options.Seed), new Ledger(), await Footage.MakeAsync());
        var world = await CreateWorldAsync(folder.Path, ledger, footage);
        var workloads = Enumerable.Range(0, Clients).Select(worker => new Workload(footage, ledger, world, worker)).ToList();
        var (atBoundary, starts) = (0, new List<double>());
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            var killAt = random.Next(2) == 0 ? _boundaries[random.Next(_boundaries.Length)] : SoakServer.Never;
            var watch = Stopwatch.StartNew();
            using var server = await ServerProcess.StartAsync(folder.Path, killAt);
            starts.Add(watch.Elapsed.TotalSeconds);
            atBoundary += await LiveAsync(server, killAt, workloads, ledger, random) ? 1 : 0;
            if (kill % 20 == 0)
            {
                say($"{kill} kills, {ledger.Entries.Count} things asked for, {ledger.WrongAnswers.Count} wrong answers");
            }
        }
        var recovered = Stopwatch.StartNew();
        await EndAsync(folder.Path, ledger, world, workloads[0]);
        var (violations, counts) = await SoakVerifier.VerifyAsync(folder.Path, ledger, world);
        return new SoakReport(
            [
                ("kills", Text(options.Kills)),
                ("of them at the boundary of a stage", Text(atBoundary)),
                ("seconds to start again, median", Text(starts.Order().ElementAt(starts.Count / 2), "0.0")),
                ("seconds until all work had ended after the last kill", Text(recovered.Elapsed.TotalSeconds, "0")),
                .. counts,
            ],
            violations
        );
    }

    private static string Text(double number, string format = "0") => number.ToString(format, CultureInfo.InvariantCulture);

    private static async Task<World> CreateWorldAsync(string dataDir, Ledger ledger, Footage footage)
    {
        World world;
        using (var server = await ServerProcess.StartAsync(dataDir, SoakServer.Never))
        {
            using var client = new SoakClient(server.Address!, ledger);
            world = await World.CreateAsync(client, footage);
            await server.KillAsync();
        }
        using var stores = ReelsightStores.Open(dataDir, TimeProvider.System);
        var video = await stores.Videos.FindAsync(ReelsightServer.DefaultTenant, world.IndexId, world.VideoId, default);
        return world with { AssetId = video!.AssetId };
    }

    // One life; returns whether it ended where it was to end.
    private static async Task<bool> LiveAsync(ServerProcess server, string killAt, List<Workload> workloads, Ledger ledger, Random random)
    {
        if (server.Address is null)
        {
            return killAt != SoakServer.Never; // died in its first moments, at a job of the life before
        }
        using var client = new SoakClient(server.Address, ledger);
        using var stop = new CancellationTokenSource();
        var clients = workloads.Select(one => Task.Run(() => one.RunAsync(client, new Random(random.Next()), stop.Token))).ToList();
        var until = killAt == SoakServer.Never ? ledger.AnswerCount + random.Next(1, MaxAnswers) : int.MaxValue;
        var watch = Stopwatch.StartNew();
        while (!server.HasEnded && watch.Elapsed < _longestLife && ledger.AnswerCount < until)
        {
            await Task.Delay(random.Next(1, 10));
        }
        var died = server.HasEnded;
        await stop.CancelAsync();
        await server.KillAsync();
        await Task.WhenAll(clients);
        return died;
    }

    // Ends the uploads that are open, waits until no job is left, and asks once more.
    private static async Task EndAsync(string dataDir, Ledger ledger, World world, Workload workload)
    {
        using var server = await ServerProcess.StartAsync(dataDir, SoakServer.Never);
        using var client = new SoakClient(server.Address!, ledger);
        while (ledger.OpenUploads.TryDequeue(out var open))
        {
            await workload.ContinueAsync(client, open, isResumed: true);
        }
        using var stores = ReelsightStores.Open(dataDir, TimeProvider.System); // reads beside the server
        var watch = Stopwatch.StartNew();
        while (await stores.Queue.CountAsync(default) > 0 && watch.Elapsed < _patience)
        {
            await Task.Delay(100);
        }
        var found = await client.SendFileAsync(
            "search",
            "ignored",
            "x",
            [],
            ("index_id", world.IndexId),
            ("query_text", "film"),
            ("search_options", "visual")
        );
        if (found is null)
        {
            ledger.WrongAnswers.Enqueue("The search after the last life had no answer.");
        }
        await server.KillAsync();
    }
}
