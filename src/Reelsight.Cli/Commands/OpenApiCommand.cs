using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Commands;

/// <summary><c>openapi</c>: prints the description of the API, from which clients are made.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var command = new Command(
            "openapi",
            "Print the description of the API (OpenAPI 3.1, JSON), as a running server serves it at /openapi.json."
        );
        command.SetAction(
            async (_, ct) =>
            {
                // A server of its own over an empty folder: what it serves is the description, whoever runs beside it.
                var folder = Directory.CreateTempSubdirectory("reelsight-openapi-");
                try
                {
                    await using var server = await InProcessServer.StartAsync(
                        new ServerSettings
                        {
                            DataDir = folder.FullName,
                            Port = 0,
                            Workers = 0,
                        },
                        temporary: true,
                        ct
                    ) ?? throw new CommandException(ExitCodes.Failed, "The description could not be made: the temporary folder is in use.");
                    using var client = new ApiClient(server.Endpoint.Url, server.Endpoint.Key);
                    Terminal.ForProcess(json: false).WriteLine(await client.GetOpenApiAsync(ct));
                }
                finally
                {
                    folder.Delete(recursive: true);
                }
                return ExitCodes.Success;
            }
        );
        return command;
    }
}
