using System.CommandLine;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Hub;
using Reelsight.Inference.Packs;
using Reelsight.Inference.UserPacks;
using Reelsight.Media.Tools;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Commands;

/// <summary><c>models add</c>: fetches, verifies, checks and activates a model of the catalogue, of a hub or of a folder.</summary>
internal static class ModelsAdd
{
    public static Command Create()
    {
        var (data, config, models, json) = (CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Models(), CommonOptions.Json());
        var source = new Argument<string>("source")
        {
            Description = "A name of \"models available\", hub:OWNER/NAME[@REVISION], or a folder with a model.",
        };
        var command = new Command("add", "Fetch and check a model, and use it from the next start of the server on.")
        {
            source,
            data,
            config,
            models,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
                AddAsync(
                    parsed.GetValue(source)!,
                    parsed.LoadSettings(data, config, ("models", parsed.GetValue(models))),
                    parsed.GetTerminal(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> AddAsync(string source, ServerSettings settings, Terminal terminal, CancellationToken ct)
    {
        var store = ModelSetup.CreateStore(settings.ModelsDir);
        var catalogued = ModelCatalogue.Find(source);
        if (catalogued is null && !Directory.Exists(source))
        {
            var names = string.Join(", ", ModelCatalogue.All.Select(pack => pack.Name));
            throw new CommandException(
                ExitCodes.Usage,
                $"{source} is neither a model of the catalogue ({names}) nor a folder nor hub:OWNER/NAME. \"models available\" says more."
            );
        }

        using var hub = new ModelHub(new ModelHubOptions { AllowPrivate = settings.AllowPrivateUrls });
        var tools = new MediaTools { WorkRoot = Path.Combine(store.Root, ".media") };
        var images = new ArchiveImages(settings.DataDir, tools);
        if (catalogued is { } known)
        {
            ShowBefore(known, terminal);
        }

        var pack = await ModelSetup.ShowProgressAsync(terminal, progress =>
        {
            var check = new UserPackCheck(store);
            var installer = new CatalogueInstaller(store, hub, check, new BackgroundMeter(images.ReadAsync), progress);
            return catalogued is not null ? installer.InstallAsync(catalogued, ct)
                : !File.Exists(Path.Combine(source, UserPack.FileName)) && CatalogueInstaller.HasLayout(source)
                    ? installer.InstallFolderAsync(Path.GetFullPath(source), ct)
                : store.UserPacks.AddAsync(Path.GetFullPath(source), check, ct);
        });
        ShowAfter(store, pack, terminal);
        return ExitCodes.Success;
    }

    private static void ShowBefore(CataloguePack pack, Terminal terminal)
    {
        var licence = pack.Licence.Length > 0 ? $"licence {pack.Licence}" : "its licence is shown once the hub says it";
        var size = pack.Bytes > 0 ? $"about {DisplayFormat.FormatBytes(pack.Bytes)}, " : "";
        terminal.WriteProgress($"Fetching {pack.Name} from {pack.Source} ({size}{licence}).");
    }

    private static void ShowAfter(ModelStore store, UserPack pack, Terminal terminal)
    {
        terminal.WriteJson(ModelsCommand.ToUserPackJson(store, pack));
        terminal.WriteLine($"{pack.Name} was checked and added (licence: {pack.Licence}).");
        if (pack.Source is { } source)
        {
            terminal.WriteLine($"It came from {source} and needs no network from now on.");
        }

        terminal.WriteLine(
            pack.Visual is { } visual
                ? $"It makes the visual space {pack.Name} of {visual.Dimension} numbers. Restart the server: footage moves over in the "
                    + "background (\"spaces list\" shows how far), searches switch when it is complete."
            : pack.Speech is not null ? "Restart the server: it writes down the speech of what is indexed from then on."
            : "Restart the server: it finds the objects of what is indexed from then on; what is indexed already keeps its own."
        );
        if (pack.Visual is { Dimension: not JointSpace.Dimensions })
        {
            terminal.WriteLine($"Embeddings have {JointSpace.Dimensions} numbers, so they are refused while this space is searched.");
        }

        if (pack.Visual is not null && store.SelectedSpace != pack.Name)
        {
            terminal.WriteLine($"The settings choose {store.SelectedSpace}: unset REELSIGHT_JOINT_HEAD to use the pack.");
        }
    }
}
