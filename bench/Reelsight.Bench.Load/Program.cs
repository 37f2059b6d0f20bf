using System.Globalization;
using Reelsight.Bench.Load;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;

// Metadata operations of a real server over loopback HTTP, with 100,000 videos in the store; the load comes from this process too.
// Usage: dotnet run -c Release --project bench/Reelsight.Bench.Load [videos] [seconds] [connections] [data folder kept between runs]
// With --overload as the first argument: more than the server can do at once, and an upload of 10 GB (needs twice that on the disk).
const string Key = "tlk_bench_of_this_program";
var isOverload = args is ["--overload", ..];
args = isOverload ? args[1..] : args;
int Argument(int place, int fallback) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : fallback;
var (videos, seconds, connections) = (Argument(0, 100_000), Argument(1, 10), Argument(2, 4));
var kept = args.Length > 3 ? args[3] : null;
var folder = kept ?? Directory.CreateTempSubdirectory("reelsight-bench-").FullName;
try
{
    var library = await SeededLibrary.OpenAsync(folder, videos);
    var settings = new ServerSettings
    {
        DataDir = folder,
        Port = 0,
        Workers = 0,
        ApiKey = Key,
    };
    var app = ReelsightServer.Build(settings);
    await using (app)
    {
        await ReelsightServer.EnsureKeyAsync(app, CancellationToken.None);
        await app.StartAsync();
        using var load = new LoadGenerator(new Uri(app.Urls.First()), Key);
        await load.ReadyAsync();
        if (isOverload)
        {
            await new OverloadRun(new Uri(app.Urls.First()), Key, settings.MaxRequests).RunAsync(load, library, seconds);
            await app.StopAsync();
            return;
        }

        var operations = library.Operations();
        await load.RunAsync(operations, connections, TimeSpan.FromSeconds(3)); // until the compiler has settled
        Console.WriteLine(LoadReport.Machine(videos, connections, seconds));
        LoadReport.Write("all, mixed", await load.RunAsync(operations, connections, TimeSpan.FromSeconds(seconds)));
        foreach (var operation in operations)
        {
            LoadReport.Write(operation.Name, await load.RunAsync([operation], connections, TimeSpan.FromSeconds(Math.Max(1, seconds / 5))));
        }

        foreach (var page in (int[])[1, 10, 100, 1000])
        {
            LoadReport.Write($"videos, page {page}", await load.RunAsync([library.Page(page)], 1, TimeSpan.FromSeconds(2)));
        }

        foreach (var page in (int[])[1, 1000])
        {
            LoadReport.Write($"tasks, page {page}", await load.RunAsync([library.TasksPage(page)], 1, TimeSpan.FromSeconds(2)));
        }

        await app.StopAsync();
    }
}
finally
{
    if (kept is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}
