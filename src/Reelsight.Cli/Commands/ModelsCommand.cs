using System.CommandLine;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Models.Joint;
using Reelsight.Models.Packs;
using Reelsight.Models.Packs.Own;

namespace Reelsight.Cli.Commands;

/// <summary><c>models</c>: what models there are, fetching and checking them, and adding those that the owner brings.</summary>
internal static class ModelsCommand
{
    public static Command Create() =>
        new("models", "List, fetch, verify, add or remove models.")
        {
            Sub("list", "Show every model package and its state.", (store, terminal, _) =>
                Task.FromResult(Show(store, store.Status(), terminal))
            ),
            Sub("fetch", "Fetch what is missing; needs no network when nothing is.", FetchAsync),
            Sub("verify", "Check every file by its hash.", async (store, terminal, ct) =>
                Show(store, await store.VerifyAsync(ct), terminal)
            ),
            Sub(
                "add",
                "Check a model of your own and use it from the next start of the server on.",
                AddAsync,
                new Argument<string>("folder") { Description = "Folder with pack.json and the files that it names." }
            ),
            Sub(
                "remove",
                "Delete a model that was added.",
                RemoveAsync,
                new Argument<string>("name") { Description = "Name of the pack." }
            ),
        };

    private static Command Sub(string name, string description, Func<ModelStore, Terminal, CancellationToken, Task<int>> run) =>
        Sub(name, description, (store, _, terminal, ct) => run(store, terminal, ct), null);

    private static Command Sub(
        string name,
        string description,
        Func<ModelStore, string, Terminal, CancellationToken, Task<int>> run,
        Argument<string>? argument
    )
    {
        var (models, json) = (CommonOptions.Models(), CommonOptions.Json());
        var command = new Command(name, description) { models, json };
        if (argument is not null)
        {
            command.Add(argument);
        }

        command.SetAction(
            (parsed, ct) =>
                run(
                    ModelsAtHand.StoreOf(parsed.Settings(null, null, ("models", parsed.GetValue(models))).ModelsDir),
                    argument is null ? "" : parsed.GetValue(argument)!,
                    parsed.Terminal(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> AddAsync(ModelStore store, string folder, Terminal terminal, CancellationToken ct)
    {
        var pack = await store.Own.AddAsync(Path.GetFullPath(folder), ct);
        terminal.Answer(Own(store, pack));
        terminal.Say($"{pack.Name} was checked and added ({pack.Licence}).");
        terminal.Say(
            pack.Visual is { } visual
                ? $"It makes the visual space {pack.Name} of {visual.Dimension} numbers. Restart the server: footage moves over in the background (\"spaces list\" shows how far), searches switch when it is complete."
                : "Restart the server: it writes down the speech of what is indexed from then on."
        );
        if (pack.Visual is { Dimension: not JointSpace.Dimensions })
        {
            terminal.Say($"Embeddings have {JointSpace.Dimensions} numbers, so they are refused while this space is searched.");
        }

        if (pack.Visual is not null && store.ChosenSpace != pack.Name)
        {
            terminal.Say($"The settings choose {store.ChosenSpace}: unset REELSIGHT_JOINT_HEAD to use the pack.");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> RemoveAsync(ModelStore store, string name, Terminal terminal, CancellationToken ct)
    {
        if (!await store.Own.RemoveAsync(name, ct))
        {
            throw new CommandFailure(
                ExitCodes.Usage,
                $"No pack {name} was added. There are: {string.Join(", ", store.Own.All().Select(pack => pack.Name).DefaultIfEmpty("none"))}."
            );
        }

        terminal.Answer(new { Removed = name });
        terminal.Say(
            $"{name} was deleted. Restart the server: what it was used for goes back to {store.ChosenSpace} or the default speech model."
        );
        return ExitCodes.Done;
    }

    private static object Own(ModelStore store, OwnPack pack) =>
        new
        {
            pack.Name,
            Kind = pack.Visual is null ? "speech" : "visual",
            pack.Licence,
            pack.Visual?.Dimension,
            Chosen = pack.Visual is null ? pack.Name == store.Own.Speech?.Name : pack.Name == store.ChosenSpace,
        };

    private static async Task<int> FetchAsync(ModelStore store, Terminal terminal, CancellationToken ct)
    {
        await ModelsAtHand.FetchAsync(store, terminal, store.FetchAsync, ct);
        return Show(store, store.Status(), terminal);
    }

    private static int Show(ModelStore store, IReadOnlyList<PackStatus> statuses, Terminal terminal)
    {
        var ready = statuses.All(status => status.State == PackState.Ready);
        terminal.Answer(
            new
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
                Heads = store.Heads.Select(head => new
                {
                    head.Space,
                    head.Role,
                    head.TrainedOn,
                    head.Licence,
                    head.Bytes,
                    Chosen = head.Space == store.ChosenSpace,
                }),
                Own = store.Own.All().Select(pack => Own(store, pack)),
            }
        );
        terminal.Say($"Models in {store.Root}:");
        foreach (var status in statuses)
        {
            terminal.Say(
                $"  {status.State.ToString().ToLowerInvariant(), -8} {status.Pack.Id, -12} {status.Pack.Role} ({status.Pack.Coordinates}, {Readable.Bytes(status.Pack.Bytes)}, {status.Pack.Licence})"
            );
            if (status.Reason is { } reason)
            {
                terminal.Say($"           {reason}");
            }
        }
        terminal.Say("Trained by us, part of this program:");
        foreach (var head in store.Heads)
        {
            terminal.Say(
                $"  {(head.Space == store.ChosenSpace ? "chosen" : ""), -8} {head.Space, -12} {head.Role} ({Readable.Bytes(head.Bytes)}, {head.Licence}). Trained on {head.TrainedOn}."
            );
        }
        var own = store.Own.All();
        if (own.Count > 0)
        {
            terminal.Say("Added by you:");
        }

        foreach (var pack in own)
        {
            var chosen = pack.Visual is null ? pack.Name == store.Own.Speech?.Name : pack.Name == store.ChosenSpace;
            var what = pack.Visual is { } visual ? $"Visual space of {visual.Dimension} numbers" : "Writes down English speech";
            terminal.Say($"  {(chosen ? "chosen" : ""), -8} {pack.Name, -12} {what} ({pack.Licence})");
        }
        if (!ready)
        {
            terminal.Say("Run \"models fetch\" to get what is not ready.");
        }

        return ready ? ExitCodes.Done : ExitCodes.Failed;
    }
}
