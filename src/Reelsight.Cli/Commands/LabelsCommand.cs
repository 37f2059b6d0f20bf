using System.CommandLine;
using System.Globalization;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>labels</c>: proposes labels, writes them to files, and takes files in.</summary>
internal static class LabelsCommand
{
    private static readonly string[] _formats = ["coco", "json", "csv", "cvat", "label-studio", "fiftyone", "yolo"],
        _importFormats = ["json", "cvat", "label-studio"];

    public static Command Create() =>
        new("labels", "Propose labels for footage, export them as training data, import them from other programs.")
        {
            Autolabel(),
            Taught(),
            Export(),
            Import(),
        };

    private static Command Autolabel()
    {
        var only = new Option<string[]>("--label")
        {
            Description = "Only this label of the set. May be repeated.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        return CreateSubcommand(
            "autolabel",
            "Let the machine propose labels for every video of the index; what people judged stays.",
            [only],
            async (parsed, client, set, terminal, ct) =>
            {
                var run = await client.StartAutoLabelAsync(set.Id, parsed.GetValue(only)!, ct);
                run = await terminal.ShowProgressAsync(async bars =>
                {
                    while (run.State is "queued" or "processing")
                    {
                        var (videos, proposals) = (
                            DisplayFormat.FormatCount(run.VideoIds.Count, "video"),
                            DisplayFormat.FormatCount(run.Proposals, "proposal")
                        );
                        bars.Update("run", run.Progress, $"{videos}, {proposals}");
                        await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, ct);
                        run = await client.GetAutoLabelRunAsync(set.Id, run.Id, ct);
                    }
                    return run;
                });
                terminal.WriteJson(run);
                if (run.State != "ready")
                {
                    throw new CommandException(ExitCodes.Failed, $"Auto-labelling ended as {run.State}. {run.Error?.Message}");
                }

                var minutes = string.Create(CultureInfo.InvariantCulture, $"{run.SavedSec / 60:0} of {run.ByHandSec / 60:0} minutes");
                terminal.WriteLine(
                    $"{DisplayFormat.FormatCount(run.Proposals, "proposal")} in {DisplayFormat.FormatCount(run.VideoIds.Count, "video")}; "
                        + $"about {minutes} of work by hand are saved."
                );
            }
        );
    }

    private static Command Taught()
    {
        var only = new Option<string?>("--label") { Description = "Only this label of the set.", HelpName = "NAME" };
        var save = new Option<string?>("--save") { Description = "Write what the label has learned to a file.", HelpName = "FILE" };
        var load = new Option<FileInfo>("--load")
        {
            Description = "Take in what a label has learned elsewhere; used until the label has examples of its own.",
            HelpName = "FILE",
        };
        load.AcceptExistingOnly();
        return CreateSubcommand(
            "taught",
            "Say what labels have learned from accepted and rejected examples, and how good they are.",
            [only, save, load],
            async (parsed, client, set, terminal, ct) =>
            {
                var (label, target, source) = (parsed.GetValue(only), parsed.GetValue(save), parsed.GetValue(load));
                if (label is null && (target is not null || source is not null) || (target is not null && source is not null))
                {
                    throw new CommandException(
                        ExitCodes.Usage,
                        "Name the label of the file with --label, and give --save or --load, not both."
                    );
                }

                if (target is not null)
                {
                    await File.WriteAllTextAsync(target, await client.GetTaughtFileAsync(set.Id, label!, ct), ct);
                    terminal.WriteJson(new { File = target });
                    terminal.WriteLine($"{target} holds what \"{label}\" has learned.");
                    return;
                }

                if (source is not null)
                {
                    await client.ImportTaughtFileAsync(set.Id, label!, await File.ReadAllTextAsync(source.FullName, ct), ct);
                }

                var taught = (await client.GetTaughtAsync(set.Id, ct)).Where(t => label is null || t.Name == label).ToList();
                if (taught.Count == 0)
                {
                    throw new CommandException(
                        ExitCodes.Usage,
                        label is null ? $"The label set \"{set.Name}\" has no labels yet." : $"The label set has no label \"{label}\"."
                    );
                }

                terminal.WriteJson(taught);
                foreach (var one in taught)
                {
                    terminal.WriteLine($"{one.Name}: {(one.Training ? "Learning from the latest examples. " : "")}{one.Sentence}");
                }
            }
        );
    }

    private static Command Export()
    {
        var format = new Option<string>("--format")
        {
            Description = $"One of {string.Join(", ", _formats)}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "coco",
        };
        format.AcceptOnlyFromAmong(_formats);
        var frames = new Option<bool>("--frames") { Description = "With the pictures of the labelled frames." };
        var every = new Option<double>("--every")
        {
            Description = "Seconds between two pictures of one label.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 1,
        };
        var state = new Option<string[]>("--state")
        {
            Description = "What to export: accepted, proposed, rejected. May be repeated.",
            HelpName = "STATE",
            DefaultValueFactory = _ => ["accepted"],
        };
        var split = new Option<double[]>("--split")
        {
            Description = "Shares of the videos for train, val and test.",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            Arity = new ArgumentArity(3, 3),
            DefaultValueFactory = _ => [1, 0, 0],
        };
        var seed = new Option<int>("--seed") { Description = "Decides which video goes where.", HelpName = "N" };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write the archive; FORMAT.zip when absent.",
            HelpName = "FILE",
        };
        return CreateSubcommand(
            "export",
            "Write the labels of an index to an archive, with a datasheet.",
            [format, frames, every, state, split, seed, output],
            async (parsed, client, set, terminal, ct) =>
            {
                var chosen = parsed.GetValue(format)!;
                var path = parsed.GetValue(output) ?? $"{chosen}.zip";
                var export = await client.StartExportAsync(
                    set.Id,
                    new NewExport(
                        chosen,
                        parsed.GetValue(state)!,
                        parsed.GetValue(frames),
                        parsed.GetValue(every),
                        parsed.GetValue(split)!,
                        parsed.GetValue(seed)
                    ),
                    ct
                );
                export = await terminal.ShowProgressAsync(async bars =>
                {
                    while (export.State is "queued" or "processing")
                    {
                        bars.Update("export", export.Progress, $"writing {path}");
                        await Task.Delay(TimeSpan.FromSeconds(0.2), TimeProvider.System, ct);
                        export = await client.GetExportAsync(set.Id, export.Id, ct);
                    }
                    return export;
                });
                if (export.Url is null)
                {
                    throw new CommandException(ExitCodes.Failed, $"The export ended as {export.State}. {export.Error?.Message}");
                }

                await client.DownloadAsync(export.Url, path, ct);
                terminal.WriteJson(
                    new
                    {
                        File = path,
                        export.Format,
                        export.SizeBytes,
                        export.FrameCount,
                    }
                );
                var size = DisplayFormat.FormatBytes(export.SizeBytes ?? 0);
                terminal.WriteLine($"{path}: {size}, {DisplayFormat.FormatCount(export.FrameCount, "picture")}.");
            }
        );
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "What another program exported." };
        file.AcceptExistingOnly();
        var format = new Option<string>("--format")
        {
            Description = $"One of {string.Join(", ", _importFormats)}.",
            HelpName = "FORMAT",
            Required = true,
        };
        format.AcceptOnlyFromAmong(_importFormats);
        var reviewer = new Option<string?>("--reviewer") { Description = "Whose labels they are.", HelpName = "NAME" };
        return CreateSubcommand(
            "import",
            "Take labels in from Label Studio, CVAT or our own format; the same file twice changes nothing more.",
            [format, reviewer],
            async (parsed, client, set, terminal, ct) =>
            {
                var done = await client.ImportAsync(
                    set.Id,
                    parsed.GetValue(format)!,
                    await File.ReadAllTextAsync(parsed.GetValue(file)!.FullName, ct),
                    parsed.GetValue(reviewer),
                    ct
                );
                terminal.WriteJson(done);
                foreach (var refused in done.Refused)
                {
                    terminal.WriteLine($"{DisplayFormat.FormatCount(refused.Count, "annotation")} refused: {refused.Reason}");
                }

                terminal.WriteLine(
                    done.Created + done.Replaced == 0
                        ? "Nothing changed: the rest was there already."
                        : $"{DisplayFormat.FormatCount(done.Created, "annotation")} taken in, "
                            + $"{done.Replaced} changed, {done.Unchanged} there already."
                );
            },
            file
        );
    }

    private static Command CreateSubcommand(
        string name,
        string description,
        IEnumerable<Option> own,
        Func<ParseResult, ApiClient, WireLabelSet, Terminal, CancellationToken, Task> run,
        params Argument[] arguments
    )
    {
        var wanted = new Option<string?>("--set")
        {
            Description = "Name of the label set; needed when the index has several.",
            HelpName = "NAME",
        };
        var (index, data, config, server, key, json) = (
            CommonOptions.Index(IndexCommand.DefaultIndex),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Server(),
            CommonOptions.Key(),
            CommonOptions.Json()
        );
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }

        foreach (var option in own.Concat([wanted, index, data, config, server, key, json]))
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, ct) =>
            {
                var terminal = parsed.GetTerminal(json);
                var settings = parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key)));
                await using var connection = await ServerConnection.OpenAsync(settings, parsed.GetValue(server), terminal, ct);
                var found = await SearchCommand.FindIndexAsync(connection.Client, parsed.GetValue(index)!, ct);
                await run(
                    parsed,
                    connection.Client,
                    ChooseLabelSet(await connection.Client.GetLabelSetsAsync(found.Id, ct), parsed.GetValue(wanted), found.IndexName),
                    terminal,
                    ct
                );
                return ExitCodes.Success;
            }
        );
        return command;
    }

    private static WireLabelSet ChooseLabelSet(IReadOnlyList<WireLabelSet> sets, string? name, string index)
    {
        var fitting = sets.Where(s => name is null || s.Name == name).ToList();
        if (fitting is [var only])
        {
            return only;
        }

        throw new CommandException(
            ExitCodes.Usage,
            sets.Count == 0
                ? $"The index \"{index}\" has no label set. Make one in the studio or with POST /reelsight/v1/label-sets."
                : $"Name one label set with --set. There are: {string.Join(", ", sets.Select(s => s.Name))}."
        );
    }
}
