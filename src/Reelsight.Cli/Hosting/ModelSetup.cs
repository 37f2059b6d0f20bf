using Reelsight.Cli.Output;
using Reelsight.Inference.Packs;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Hosting;

/// <summary>Sees to it that the models are there before something needs them.</summary>
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

    /// <summary>Runs a fetch or repair with progress: one moving line on a terminal, a line per package elsewhere.</summary>
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
        var progress = new FetchProgress(terminal, wanted);
        await fetch(progress, ct);
        terminal.ClearStatus();
    }

    private sealed class FetchProgress(Terminal terminal, Dictionary<string, long> total) : IProgress<PackProgress>
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
                const int width = 24;
                var filled = (int)(width * done / all);
                terminal.ShowStatus(
                    $"  [{new string('#', filled)}{new string('.', width - filled)}] {DisplayFormat.FormatBytes(done)} of {DisplayFormat.FormatBytes(all)}  {value.Package}: {value.Step}"
                );
            }
        }
    }
}
