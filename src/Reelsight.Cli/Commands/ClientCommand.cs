using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary>A command that asks one server: the one named, the one that runs over the data folder, or one of its own.</summary>
internal static class ClientCommand
{
    /// <summary>Makes the command with the options that all of them take.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in one line.</param>
    /// <param name="symbols">Its own arguments and options.</param>
    /// <param name="run">Asks the server and shows the answer.</param>
    public static Command Create(
        string name,
        string description,
        IReadOnlyList<Symbol> symbols,
        Func<ParseResult, ApiClient, Terminal, CancellationToken, Task> run
    )
    {
        var (data, config, server, key, json) = (
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Server(),
            CommonOptions.Key(),
            CommonOptions.Json()
        );
        var command = new Command(name, description) { data, config, server, key, json };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(
            async (parsed, ct) =>
            {
                var terminal = parsed.GetTerminal(json);
                await using var connection = await ServerConnection.OpenAsync(
                    parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key))),
                    parsed.GetValue(server),
                    terminal,
                    ct
                );
                await run(parsed, connection.Client, terminal, ct);
                return ExitCodes.Success;
            }
        );
        return command;
    }
}
