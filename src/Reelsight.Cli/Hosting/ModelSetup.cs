using Reelsight.Cli.Output;
using Reelsight.Inference.Packs;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Hosting;

/// <summary>Makes sure that the models are on this machine before a command needs them.</summary>
internal static class ModelSetup
{
    public static ModelStore CreateStore(string? folder) => new(folder is null ? null : new ModelStoreOptions { Root = folder });

    public static async Task EnsureAsync(ServerSettings settings, Terminal terminal, CancellationToken ct)
    {
        var store = CreateStore(settings.ModelsDir);
        if (store.GetStatuses().All(status => status.State == PackState.Ready))
        {
            return;
        }

        terminal.WriteProgress($"Fetching the models into {store.Root} (once).");
        await FetchAsync(store, terminal, store.FetchAsync, ct);
    }

    /// <summary>Runs a fetch or repair with progress: a bar on a terminal, and a line for each package that is ready.</summary>
    public static async Task FetchAsync(
        ModelStore store,
        Terminal terminal,
        Func<IProgress<PackProgress>, CancellationToken, Task> fetch,
        CancellationToken ct
    )
    {
        var wanted = store
            .GetStatuses()
            .Where(status => status.State != PackState.Ready)
            .ToDictionary(status => status.Pack.Coordinates, status => status.Pack.Bytes);
        await terminal.ShowProgressAsync(async bars =>
        {
            await fetch(new FetchProgress(terminal, bars, wanted), ct);
            return true;
        });
    }

    /// <summary>Runs the installation of one pack with a progress bar on a terminal.</summary>
    public static Task<T> ShowProgressAsync<T>(Terminal terminal, Func<IProgress<PackProgress>, Task<T>> install) =>
        terminal.ShowProgressAsync(bars => install(new FetchProgress(terminal, bars, [])));

    private sealed class FetchProgress(Terminal terminal, ProgressBars bars, Dictionary<string, long> total) : IProgress<PackProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, long> _done = [];

        public void Report(PackProgress value)
        {
            lock (_gate)
            {
                total[value.Package] = value.TotalBytes;
                _done[value.Package] = value.DoneBytes;
                if (value.Step == "ready")
                {
                    terminal.WriteProgress($"  {value.Package}: ready ({DisplayFormat.FormatBytes(value.TotalBytes)})");
                }

                var (done, all) = (_done.Values.Sum(), Math.Max(1, total.Values.Sum()));
                bars.Update(
                    "all",
                    (double)done / all,
                    $"{DisplayFormat.FormatBytes(done)} of {DisplayFormat.FormatBytes(all)}  {value.Package}: {value.Step}"
                );
            }
        }
    }
}
