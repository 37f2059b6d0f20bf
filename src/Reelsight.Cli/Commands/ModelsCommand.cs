using System.CommandLine;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Models.Packs;

namespace Reelsight.Cli.Commands;

/// <summary><c>models</c>: what models there are, fetching and checking them.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List, fetch or verify the models.")
    {
        Sub("list", "Show every model package and its state.", (store, terminal, _) => Task.FromResult(Show(store, store.Status(), terminal))),
        Sub("fetch", "Fetch what is missing; needs no network when nothing is.", FetchAsync),
        Sub("verify", "Check every file by its hash.", async (store, terminal, ct) => Show(store, await store.VerifyAsync(ct), terminal)),
    };

    private static Command Sub(string name, string description, Func<ModelStore, Terminal, CancellationToken, Task<int>> run)
    {
        var (models, json) = (CommonOptions.Models(), CommonOptions.Json());
        var command = new Command(name, description) { models, json };
        command.SetAction((parsed, ct) =>
            run(ModelsAtHand.StoreOf(parsed.Settings(null, null, ("models", parsed.GetValue(models))).ModelsDir), parsed.Terminal(json), ct));
        return command;
    }

    private static async Task<int> FetchAsync(ModelStore store, Terminal terminal, CancellationToken ct)
    {
        await ModelsAtHand.FetchAsync(store, terminal, store.FetchAsync, ct);
        return Show(store, store.Status(), terminal);
    }

    private static int Show(ModelStore store, IReadOnlyList<PackStatus> statuses, Terminal terminal)
    {
        var ready = statuses.All(status => status.State == PackState.Ready);
        terminal.Answer(new
        {
            Folder = store.Root,
            Ready = ready,
            Packs = statuses.Select(status => new
            {
                status.Pack.Id,
                status.Pack.Role,
                status.Pack.Package,
                status.Pack.Version,
                status.Pack.Licence,
                status.Pack.Bytes,
                State = status.State.ToString().ToLowerInvariant(),
                status.Reason,
            }),
            Heads = store.Heads.Select(head => new { head.Space, head.Role, head.TrainedOn, head.Licence, head.Bytes, Chosen = head == store.ChosenHead }),
        });
        terminal.Say($"Models in {store.Root}:");
        foreach (var status in statuses)
        {
            terminal.Say($"  {status.State.ToString().ToLowerInvariant(),-8} {status.Pack.Id,-12} {status.Pack.Role} ({status.Pack.Coordinates}, {Readable.Bytes(status.Pack.Bytes)}, {status.Pack.Licence})");
            if (status.Reason is { } reason) terminal.Say($"           {reason}");
        }
        terminal.Say("Trained by us, part of this program:");
        foreach (var head in store.Heads)
        {
            terminal.Say($"  {(head == store.ChosenHead ? "chosen" : ""),-8} {head.Space,-12} {head.Role} ({Readable.Bytes(head.Bytes)}, {head.Licence}). Trained on {head.TrainedOn}.");
        }
        if (!ready) terminal.Say("Run \"models fetch\" to get what is not ready.");
        return ready ? ExitCodes.Done : ExitCodes.Failed;
    }
}
