using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Indexing;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>index</c>: makes files and folders searchable.</summary>
internal static class IndexCommand
{
    /// <summary>The index used when none is named.</summary>
    public const string DefaultIndex = "default";

    public static Command Create()
    {
        var paths = new Argument<string[]>("paths")
        {
            Description = "Files, or folders that are searched for media.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (index, data, config, server, key, json) = (
            CommonOptions.Index(DefaultIndex),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Server(),
            CommonOptions.Key(),
            CommonOptions.Json()
        );
        var command = new Command(
            "index",
            "Index files and folders. What was indexed before is skipped; what fails is listed with its reason."
        )
        {
            paths,
            index,
            data,
            config,
            server,
            key,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var terminal = parsed.GetTerminal(json);
                var files = MediaFiles.Find(parsed.GetValue(paths)!);
                if (files.Count == 0)
                {
                    throw new CommandException(ExitCodes.Failed, "No video or sound file was found there.");
                }

                var settings = parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key)));
                await using var connection = await ServerConnection.OpenAsync(settings, parsed.GetValue(server), terminal, ct);
                var outcomes = await RunAsync(connection.Client, parsed.GetValue(index)!, files, terminal, ct);
                return Report(parsed.GetValue(index)!, outcomes, terminal);
            }
        );
        return command;
    }

    /// <summary>Indexes files into the index of that name, which is created when missing.</summary>
    public static async Task<IReadOnlyList<FileOutcome>> RunAsync(
        ApiClient client,
        string index,
        IReadOnlyList<string> files,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var indexId = (await client.FindIndexAsync(index, ct))?.Id ?? await client.CreateIndexAsync(index, ct);
        return await new FileIndexer(client, terminal, TimeProvider.System).IndexAsync(indexId, files, ct);
    }

    private static int Report(string index, IReadOnlyList<FileOutcome> outcomes, Terminal terminal)
    {
        var failed = outcomes.Where(outcome => outcome.Outcome == "failed").ToList();
        terminal.WriteJson(new { Index = index, Files = outcomes });
        terminal.WriteLine(
            $"{DisplayFormat.FormatCount(outcomes.Count(one => one.Outcome == "indexed"), "file")} indexed, "
                + $"{outcomes.Count(one => one.Outcome == "already_indexed")} indexed before, {failed.Count} failed."
        );
        foreach (var outcome in failed)
        {
            terminal.WriteLine($"  {outcome.Path}");
            terminal.WriteLine($"    {outcome.Reason}");
        }
        return failed.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }
}
