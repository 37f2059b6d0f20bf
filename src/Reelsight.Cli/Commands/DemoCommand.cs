using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Indexing;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Commands;

/// <summary><c>demo</c>: indexes real clips, asks a few questions, and leaves the server running.</summary>
internal static class DemoCommand
{
    private const string Index = "demo";
    private const int MaxHitsShown = 3;

    /// <summary>Footage that Debian packages: a dog filmed by a phone, a talking screencast in four formats, spoken words.</summary>
    private static readonly string[] _samplePaths =
    [
        .. new[] { "movie1", "movie2", "audio1", "audio2" }.Select(folder => $"/usr/share/forensics-samples/original-files/{folder}"),
    ];

    // One question for each kind of evidence in the samples (seen, a wider word for it, heard twice, written), and one about what is not
    // there.
    private static readonly string[] _questions = ["dog", "animal", "directory", "universal operating system", "hello world", "spaceship"];

    public static Command Create()
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "Clips of your own instead of the samples.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var noServe = new Option<bool>("--no-serve") { Description = "End after the questions instead of leaving the server running." };
        var ask = new Option<string[]>("--ask")
        {
            Description = "A question to ask instead of the usual ones; may be repeated.",
            HelpName = "WORDS",
        };
        var (port, data, config, json) = (CommonOptions.Port(), CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("demo", "Index real clips, ask a few questions, and leave the server running.")
        {
            folder,
            noServe,
            ask,
            port,
            data,
            config,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
            {
                var settings = parsed.LoadSettings(data, config, ("port", parsed.GetValue(port).ToText()));
                // A folder of its own, so that a demo touches nothing else.
                settings = settings with { DataDir = Path.Combine(settings.DataDir, "demo") };
                var footage = parsed.GetValue(folder) is { } own ? [own] : _samplePaths;
                var questions = parsed.GetValue(ask) is { Length: > 0 } asked ? asked : _questions;
                return RunAsync(
                    settings,
                    footage,
                    questions,
                    serve: !parsed.GetValue(noServe) && !parsed.GetValue(json),
                    parsed.GetTerminal(json),
                    ct
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ServerSettings settings,
        string[] footage,
        string[] questions,
        bool serve,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var files = MediaFiles.Find(footage);
        if (files.Count == 0)
        {
            throw new CommandException(ExitCodes.Failed, "No video or sound file was found there.");
        }

        await ModelSetup.EnsureAsync(settings, terminal, ct);
        await using var own = await InProcessServer.StartAsync(
            serve ? settings : settings with { Host = "127.0.0.1", Port = 0 },
            temporary: !serve,
            ct
        );
        var endpoint = own?.Endpoint
            ?? new DataFolder(settings.DataDir).ReadEndpoint()
            ?? throw new CommandException(
                ExitCodes.MissingRequirement,
                $"Another reelsight process uses {settings.DataDir} and is not ready yet. Try again in a moment."
            );
        using var client = new ApiClient(endpoint.Url, endpoint.Key);

        terminal.WriteProgress($"Indexing {DisplayFormat.FormatCount(files.Count, "file")} ...");
        var started = TimeProvider.System.GetTimestamp();
        var outcomes = await IndexCommand.RunAsync(client, Index, files, terminal, ct);
        terminal.WriteProgress($"Done in {DisplayFormat.FormatDuration(TimeProvider.System.GetElapsedTime(started))}.");
        var answers = new List<SearchAnswer>();
        foreach (var question in questions)
        {
            var answer = await SearchCommand.SearchAsync(client, Index, question, MaxHitsShown, ct);
            answers.Add(answer);
            terminal.WriteLine();
            terminal.WriteLine($"Looking for \"{question}\":");
            SearchCommand.Show(answer, terminal);
        }
        var failed = outcomes.Count(outcome => outcome.Outcome == "failed");
        terminal.WriteJson(
            new
            {
                Index,
                Files = outcomes,
                Answers = answers,
            }
        );
        if (serve)
        {
            await KeepServingAsync(own, endpoint, settings, client, terminal, ct);
        }

        return failed == outcomes.Count ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static async Task KeepServingAsync(
        InProcessServer? own,
        ServerEndpoint endpoint,
        ServerSettings settings,
        ApiClient client,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var index = await client.FindIndexAsync(Index, ct);
        terminal.WriteLine();
        terminal.WriteLine(
            "Studio, opens signed in (once, within half an hour; ./reelsight studio prints another link): "
                + await client.CreateSignInLinkAsync(ct)
        );
        terminal.WriteLine(
            $"The server is running at {endpoint.Url}v1.3 with the key {endpoint.Key} (data in {settings.DataDir}). Ask it yourself:"
        );
        terminal.WriteLine(
            $"  curl -s -H 'x-api-key: {endpoint.Key}' -F index_id={index!.Id} -F search_options=visual -F search_options=audio "
                + $"-F query_text=dog {endpoint.Url}v1.3/search"
        );
        if (own is null)
        {
            return; // It was running before, and goes on.
        }

        terminal.WriteLine("Ctrl-C stops it.");
        await own.WaitForShutdownAsync(ct);
    }
}
