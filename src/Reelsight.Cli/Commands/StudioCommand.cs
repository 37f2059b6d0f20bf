using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Hosting;

namespace Reelsight.Cli.Commands;

/// <summary><c>studio</c>: prints a link that opens the studio of the running server, signed in.</summary>
internal static class StudioCommand
{
    public static Command Create()
    {
        var (data, config, json) = (CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(
            "studio",
            "Print a link that opens the studio of the running server, signed in. It works once, within half an hour."
        )
        {
            data,
            config,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var settings = parsed.Settings(data, config);
                var endpoint = new DataFolder(settings.DataDir).Announced()
                    ?? new DataFolder(Path.Combine(settings.DataDir, "demo")).Announced()
                    ?? throw new CommandFailure(
                        ExitCodes.Lacking,
                        $"No server runs over the data folder {settings.DataDir}. Start one with serve, or name its folder with --data."
                    );
                using var client = new ApiClient(endpoint.Url, endpoint.Key);
                var link = await client.SignInLinkAsync(ct);
                var terminal = parsed.Terminal(json);
                terminal.Answer(new { Url = link });
                terminal.Say(link);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
