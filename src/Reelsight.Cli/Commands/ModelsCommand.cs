using System.CommandLine;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Inference.Packs;

namespace Reelsight.Cli.Commands;

/// <summary><c>models</c>: what models there are, fetching and checking them, and adding those that the owner brings.</summary>
internal static class ModelsCommand
{
    public static Command Create() =>
        new("models", "List, fetch, verify, add or remove models, and show which there are to add.")
        {
            CreateSubcommand("list", "Show every model package and its state.", (store, terminal, _) =>
                Task.FromResult(Show(store, store.GetStatuses(), terminal))
            ),
            CreateSubcommand("fetch", "Fetch what is missing; needs no network when nothing is.", FetchAsync),
            CreateSubcommand("verify", "Check every file by its hash.", async (store, terminal, ct) =>
                Show(store, await store.VerifyAsync(ct), terminal)
            ),
            ModelsAvailable.Create(),
            ModelsAdd.Create(),
            CreateSubcommand(
                "remove",
                "Delete a model that was added.",
                RemoveAsync,
                new Argument<string>("name") { Description = "Name of the pack." }
            ),
        };

    private static Command CreateSubcommand(
        string name,
        string description,
        Func<ModelStore, Terminal, CancellationToken, Task<int>> run
    ) => CreateSubcommand(name, description, (store, _, terminal, ct) => run(store, terminal, ct), null);

    private static Command CreateSubcommand(
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
                    ModelSetup.CreateStore(parsed.LoadSettings(null, null, ("models", parsed.GetValue(models))).ModelsDir),
                    argument is null ? "" : parsed.GetValue(argument)!,
                    parsed.GetTerminal(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RemoveAsync(ModelStore store, string name, Terminal terminal, CancellationToken ct)
    {
        if (!await store.UserPacks.RemoveAsync(name, ct))
        {
            var names = store.UserPacks.GetAll().Select(pack => pack.Name).DefaultIfEmpty("none");
            throw new CommandException(ExitCodes.Usage, $"No pack {name} was added. There are: {string.Join(", ", names)}.");
        }

        terminal.WriteJson(new { Removed = name });
        terminal.WriteLine(
            $"{name} was deleted. Restart the server: what it was used for goes back to {store.SelectedSpace} or to the default models."
        );
        return ExitCodes.Success;
    }

    /// <summary>A pack that the owner added, as JSON shows it.</summary>
    internal static object ToUserPackJson(ModelStore store, UserPack pack) =>
        new
        {
            pack.Name,
            Kind = pack.Visual is not null ? "visual"
            : pack.Speech is not null ? "speech"
            : "detector",
            pack.Licence,
            pack.Source,
            pack.Visual?.Dimension,
            Chosen = IsSelected(store, pack),
        };

    private static async Task<int> FetchAsync(ModelStore store, Terminal terminal, CancellationToken ct)
    {
        await ModelSetup.FetchAsync(store, terminal, store.FetchAsync, ct);
        return Show(store, store.GetStatuses(), terminal);
    }

    private static int Show(ModelStore store, IReadOnlyList<PackStatus> statuses, Terminal terminal)
    {
        var ready = statuses.All(status => status.State == PackState.Ready);
        terminal.WriteJson(
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
                    State = FormatState(status.State),
                    status.Reason,
                }),
                Heads = store.Heads.Select(head => new
                {
                    head.Space,
                    head.Role,
                    head.TrainedOn,
                    head.Licence,
                    head.Bytes,
                    Chosen = head.Space == store.SelectedSpace,
                }),
                Own = store.UserPacks.GetAll().Select(pack => ToUserPackJson(store, pack)),
            }
        );
        if (terminal.Json)
        {
            return ready ? ExitCodes.Success : ExitCodes.Failed;
        }

        terminal.WriteLine($"Models in {store.Root}:");
        if (!terminal.TryWriteTable(["State", "Name", "Role", "Package", "Size", "Licence"], ListRows(store, statuses)))
        {
            WriteLines(store, statuses, terminal);
        }

        if (!ready)
        {
            terminal.WriteLine("Run \"models fetch\" to get what is not ready.");
        }

        return ready ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static IEnumerable<IReadOnlyList<string>> ListRows(ModelStore store, IReadOnlyList<PackStatus> statuses) =>
        [
            .. statuses.Select(status =>
                new[]
                {
                    FormatState(status.State),
                    status.Pack.Id,
                    status.Reason is { } reason ? $"{status.Pack.Role}\n{reason}" : status.Pack.Role,
                    status.Pack.Coordinates,
                    DisplayFormat.FormatBytes(status.Pack.Bytes),
                    status.Pack.Licence,
                }
            ),
            .. store.Heads.Select(head =>
                new[]
                {
                    FormatSelected(head.Space == store.SelectedSpace),
                    head.Space,
                    $"{head.Role}\nTrained on {head.TrainedOn}",
                    "part of this program",
                    DisplayFormat.FormatBytes(head.Bytes),
                    head.Licence,
                }
            ),
            .. store
                .UserPacks.GetAll()
                .Select(pack =>
                    new[]
                    {
                        FormatSelected(IsSelected(store, pack)),
                        pack.Name,
                        FormatRole(pack),
                        pack.Source ?? "added by you",
                        "",
                        pack.Licence,
                    }
                ),
        ];

    private static void WriteLines(ModelStore store, IReadOnlyList<PackStatus> statuses, Terminal terminal)
    {
        foreach (var status in statuses)
        {
            var pack = status.Pack;
            terminal.WriteLine(
                $"  {FormatState(status.State), -8} {pack.Id, -12} {pack.Role} "
                    + $"({pack.Coordinates}, {DisplayFormat.FormatBytes(pack.Bytes)}, {pack.Licence})"
            );
            if (status.Reason is { } reason)
            {
                terminal.WriteLine($"           {reason}");
            }
        }
        terminal.WriteLine("Trained by us, part of this program:");
        foreach (var head in store.Heads)
        {
            terminal.WriteLine(
                $"  {FormatSelected(head.Space == store.SelectedSpace), -8} {head.Space, -12} {head.Role} "
                    + $"({DisplayFormat.FormatBytes(head.Bytes)}, {head.Licence}). Trained on {head.TrainedOn}."
            );
        }
        var own = store.UserPacks.GetAll();
        if (own.Count > 0)
        {
            terminal.WriteLine("Added by you:");
        }

        foreach (var pack in own)
        {
            terminal.WriteLine($"  {FormatSelected(IsSelected(store, pack)), -8} {pack.Name, -12} {FormatRole(pack)} ({pack.Licence})");
        }
    }

    private static string FormatState(PackState state) => state.ToString().ToLowerInvariant();

    private static string FormatSelected(bool isSelected) => isSelected ? "chosen" : "";

    private static string FormatRole(UserPack pack) =>
        pack.Visual is { } visual ? $"Visual space of {visual.Dimension} numbers"
        : pack.Speech is not null ? "Writes down English speech"
        : "Finds objects";

    private static bool IsSelected(ModelStore store, UserPack pack) =>
        pack.Name
        == (
            pack.Visual is not null ? store.SelectedSpace
            : pack.Speech is not null ? store.UserPacks.Speech?.Name
            : store.UserPacks.Detector?.Name
        );
}
