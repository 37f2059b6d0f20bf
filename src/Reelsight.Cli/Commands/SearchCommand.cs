using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>search</c>: finds moments and says why.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var words = new Argument<string?>("words") { Description = "What to look for, in English.", Arity = ArgumentArity.ZeroOrOne };
        var images = new Option<string[]>("--image")
        {
            Description = "A picture of what to look for, with or without words. May be repeated.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        var limit = new Option<int>("--limit")
        {
            Description = "Most moments to show.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        var (index, data, config, server, key, json) = (
            CommonOptions.Index(IndexCommand.DefaultIndex),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Server(),
            CommonOptions.Key(),
            CommonOptions.Json()
        );
        var command = new Command("search", "Search what was indexed.") { words, images, index, limit, data, config, server, key, json };
        command.Validators.Add(result =>
        {
            var pictures = result.GetValue(images)!;
            if (string.IsNullOrWhiteSpace(result.GetValue(words)) && pictures.Length == 0)
            {
                result.AddError("Say what to look for: words, --image, or both.");
            }

            foreach (var missing in pictures.Where(file => !File.Exists(file)))
            {
                result.AddError($"There is no file {missing}.");
            }
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var terminal = parsed.GetTerminal(json);
                var settings = parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key)));
                await using var connection = await ServerConnection.OpenAsync(settings, parsed.GetValue(server), terminal, ct);
                var answer = await SearchAsync(
                    connection.Client,
                    parsed.GetValue(index)!,
                    parsed.GetValue(words) ?? "",
                    parsed.GetValue(limit),
                    ct,
                    parsed.GetValue(images)
                );
                terminal.WriteJson(answer);
                Show(answer, terminal);
                return ExitCodes.Success;
            }
        );
        return command;
    }

    /// <summary>Asks one question of an index.</summary>
    /// <exception cref="CommandException">There is no such index.</exception>
    public static async Task<SearchAnswer> SearchAsync(
        ApiClient client,
        string index,
        string words,
        int limit,
        CancellationToken ct,
        IReadOnlyList<string>? images = null
    )
    {
        var found = await FindIndexAsync(client, index, ct);
        var result = await client.SearchAsync(found.Id, words, limit, ct, images: images);
        var files = await client.GetFileNamesAsync(found.Id, result.Data.Select(hit => hit.VideoId), ct);
        var asked = string.Join(
            ", ",
            (images ?? []).Select(image => Path.GetFileName(image)).Prepend(words).Where(text => text.Length > 0)
        );
        return new SearchAnswer(
            asked,
            index,
            result.SearchPool.TotalCount,
            result.QueryReading,
            [
                .. result.Data.Select(hit => new SearchAnswerHit(
                    files[hit.VideoId],
                    hit.VideoId,
                    hit.Start,
                    hit.End,
                    hit.Score,
                    hit.Confidence,
                    hit.Transcription,
                    hit.Reasons ?? []
                )),
            ]
        );
    }

    /// <summary>The index of that name.</summary>
    /// <exception cref="CommandException">There is none; names those there are.</exception>
    public static async Task<WireIndex> FindIndexAsync(ApiClient client, string index, CancellationToken ct)
    {
        if (await client.FindIndexAsync(index, ct) is { } found)
        {
            return found;
        }

        var names = await client.GetIndexNamesAsync(ct);
        throw new CommandException(
            ExitCodes.Usage,
            $"There is no index \"{index}\". "
                + (names.Count == 0 ? "Nothing was indexed yet: start with the index command." : $"There are: {string.Join(", ", names)}.")
        );
    }

    /// <summary>Shows an answer to a person.</summary>
    public static void Show(SearchAnswer answer, Terminal terminal)
    {
        if (answer.Hits.Count == 0)
        {
            terminal.WriteLine($"Nothing was found for \"{answer.Query}\" in {DisplayFormat.FormatCount(answer.Videos, "video")}.");
            if (answer.Reading?.Note is { } note)
            {
                terminal.WriteLine($"  {note}");
            }
        }
        foreach (var hit in answer.Hits)
        {
            var range = $"{DisplayFormat.FormatTimecode(hit.Start)} - {DisplayFormat.FormatTimecode(hit.End)}";
            terminal.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{range}  {hit.File}  score {hit.Score:0.0}, {hit.Confidence} confidence")
            );
            foreach (var reason in hit.Reasons)
            {
                terminal.WriteLine($"    {reason.Query}: {reason.Kind.Replace('_', ' ')} \"{reason.Found}\" ({reason.How})");
            }
        }
    }
}
