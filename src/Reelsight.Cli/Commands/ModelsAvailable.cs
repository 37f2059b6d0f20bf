using System.CommandLine;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Packs;

namespace Reelsight.Cli.Commands;

/// <summary><c>models available</c>: the catalogue of models that one command installs.</summary>
internal static class ModelsAvailable
{
    public static Command Create()
    {
        var (models, json) = (CommonOptions.Models(), CommonOptions.Json());
        var command = new Command("available", "Show the models that \"models add NAME\" installs; needs no network.") { models, json };
        command.SetAction(parsed =>
        {
            var store = ModelSetup.CreateStore(parsed.LoadSettings(null, null, ("models", parsed.GetValue(models))).ModelsDir);
            Show(store, parsed.GetTerminal(json));
            return ExitCodes.Success;
        });
        return command;
    }

    internal static void Show(ModelStore store, Terminal terminal)
    {
        var added = store.UserPacks.GetAll().Select(pack => pack.Name).ToHashSet(StringComparer.Ordinal);
        terminal.WriteJson(
            new
            {
                Packs = ModelCatalogue.All.Select(pack => new
                {
                    pack.Name,
                    pack.Role,
                    pack.Adds,
                    pack.Figures,
                    pack.Tested,
                    pack.Licence,
                    pack.Bytes,
                    pack.MemoryMb,
                    pack.Speed,
                    Source = pack.Source.ToString(),
                    Added = added.Contains(pack.Name),
                }),
            }
        );
        terminal.WriteTable(
            ["Name", "Role", "Adds", "Figures", "Download", "Memory", "Speed", "Licence", "Source"],
            [
                .. ModelCatalogue.All.Select(pack =>
                    (IReadOnlyList<string>)
                        [
                            added.Contains(pack.Name) ? $"{pack.Name} (added)" : pack.Name,
                            pack.Role,
                            $"{pack.Adds}. {pack.Tested}",
                            FormatFigures(pack),
                            DisplayFormat.FormatBytes(pack.Bytes),
                            $"{pack.MemoryMb} MB",
                            pack.Speed,
                            pack.Licence,
                            pack.Source.ToString(),
                        ]
                ),
            ]
        );
        terminal.WriteLine("Install one with \"models add NAME\"; any repository of the same layout with \"models add hub:OWNER/NAME\".");
    }

    private static string FormatFigures(CataloguePack pack) =>
        pack.Figures.Count == 0
            ? "the publisher's only; not measured here"
            : string.Join("; ", pack.Figures.Select(figure => $"{figure.Text} ({figure.Source})"));
}
