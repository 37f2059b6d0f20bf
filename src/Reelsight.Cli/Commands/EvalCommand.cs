using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Evaluation;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;

namespace Reelsight.Cli.Commands;

/// <summary><c>eval</c>: how good search is on one's own footage, measured with questions whose answers somebody wrote down.</summary>
internal static class EvalCommand
{
    /// <summary>Moments looked at for each query: more than anybody pages through.</summary>
    private const int MaxMomentsPerQuery = 50;

    public static Command Create()
    {
        var file = new Argument<string>("queries")
        {
            Description = "JSON file of queries with their right answers (docs/guides/evaluating.md).",
        };
        var facts = new Option<bool>("--facts")
        {
            Description = "The file says what is in view in which videos: measure how far the confidences of facts can be believed.",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A field of the search request, such as search_options=visual; may be repeated.",
            HelpName = "NAME=VALUE",
        };
        var against = new Option<string?>("--against")
        {
            Description = "Another index over the same footage to compare with.",
            HelpName = "INDEX",
        };
        var againstSet = new Option<string[]>("--against-set")
        {
            Description = "Fields of the search request to compare with; may be repeated.",
            HelpName = "NAME=VALUE",
        };
        foreach (var option in (Option<string[]>[])[set, againstSet])
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                {
                    result.AddError($"{option.Name} takes NAME=VALUE.");
                }
            });
        }

        var (index, data, config, server, key, json) = (
            CommonOptions.Index(IndexCommand.DefaultIndex),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Server(),
            CommonOptions.Key(),
            CommonOptions.Json()
        );
        var command = new Command("eval", "Measure how good search is with questions whose answers are known.")
        {
            file,
            index,
            facts,
            set,
            against,
            againstSet,
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
                if (parsed.GetValue(facts))
                {
                    var present = PresenceSet.Read(parsed.GetValue(file)!);
                    await using var link = await ServerConnection.OpenAsync(
                        parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key))),
                        parsed.GetValue(server),
                        terminal,
                        ct
                    );
                    var calibration = await CalibrateAsync(link.Client, present, parsed.GetValue(index)!, ct);
                    terminal.WriteJson(calibration);
                    calibration.Show(terminal);
                    return ExitCodes.Success;
                }
                var queries = QuerySet.Read(parsed.GetValue(file)!);
                var settings = parsed.LoadSettings(data, config, ("api_key", parsed.GetValue(key)));
                await using var connection = await ServerConnection.OpenAsync(settings, parsed.GetValue(server), terminal, ct);

                var name = parsed.GetValue(index)!;
                List<(string Index, string[] Fields)> ways = [(name, parsed.GetValue(set) ?? [])];
                if (parsed.GetValue(against) is not null || parsed.GetValue(againstSet) is { Length: > 0 })
                {
                    ways.Add(
                        (parsed.GetValue(against) ?? name, parsed.GetValue(againstSet) is { Length: > 0 } fields ? fields : ways[0].Fields)
                    );
                }

                var runs = await terminal.ShowProgressAsync(async bars =>
                {
                    var measured = new List<QualityRun>();
                    foreach (var way in ways)
                    {
                        measured.Add(
                            QualityRun.Compute(
                                string.Join(' ', way.Fields.Prepend(way.Index)),
                                await JudgeAsync(connection.Client, queries, way.Index, way.Fields, bars, ct)
                            )
                        );
                    }
                    return measured;
                });
                var report = new SearchQualityReport(name, queries.Queries.Count, runs);
                terminal.WriteJson(report);
                report.Show(terminal);
                return ExitCodes.Success;
            }
        );
        return command;
    }

    private static async Task<FactCalibration> CalibrateAsync(ApiClient client, PresenceSet present, string indexName, CancellationToken ct)
    {
        var index = await SearchCommand.FindIndexAsync(client, indexName, ct);
        var videos = await client.GetVideoNamesAsync(index.Id, ct);
        var facts = new List<(PresenceSet.ObservedVideo, WireFact)>();
        foreach (var video in present.Videos)
        {
            var id = videos.ContainsKey(video.Video)
                ? video.Video
                : videos.FirstOrDefault(v => v.Value == video.Video).Key
                    ?? throw new CommandException(
                        ExitCodes.Usage,
                        $"The index \"{indexName}\" holds no video \"{video.Video}\". Give file names or ids of videos that were indexed."
                    );
            facts.AddRange((await client.GetVisibleObjectFactsAsync(id, ct)).Select(fact => (video, fact)));
        }
        return FactCalibration.Compute(indexName, facts);
    }

    private static async Task<IReadOnlyList<JudgedQuery>> JudgeAsync(
        ApiClient client,
        QuerySet queries,
        string indexName,
        string[] fields,
        ProgressBars bars,
        CancellationToken ct
    )
    {
        var index = await SearchCommand.FindIndexAsync(client, indexName, ct);
        var videos = await client.GetVideoNamesAsync(index.Id, ct);
        var unknown = queries
            .Queries.SelectMany(q => q.Right)
            .Select(a => a.Video)
            .FirstOrDefault(v => !videos.ContainsKey(v) && !videos.Values.Contains(v));
        if (unknown is not null)
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"The index \"{indexName}\" holds no video \"{unknown}\", which a query names as an answer. "
                    + "Give file names or ids of videos that were indexed."
            );
        }

        var judged = new List<JudgedQuery>();
        foreach (var query in queries.Queries)
        {
            var total = queries.Queries.Count;
            bars.Update("queries", (double)judged.Count / total, $"{judged.Count + 1} of {total}: {query.Text}");
            var result = await client.SearchAsync(
                index.Id,
                query.Text,
                MaxMomentsPerQuery,
                ct,
                [.. fields.Select(f => f.Split('=', 2)).Select(f => (f[0], f[1]))]
            );
            judged.Add(
                new JudgedQuery(
                    query.Text,
                    query.Kind ?? "other",
                    [
                        .. query.Right.SelectMany(a =>
                            (
                                a.Ranges is { Count: > 0 } ranges
                                    ? ranges
                                    :
                                    [
                                        [0, double.PositiveInfinity],
                                    ]
                            ).Select(r => new RelevantRange(videos.GetValueOrDefault(a.Video, a.Video), r[0], r[1]))
                        ),
                    ],
                    [.. result.Data.Select(hit => new RetrievedMoment(videos[hit.VideoId], hit.Start, hit.End, hit.Score, hit.Confidence))]
                )
            );
        }
        return judged;
    }
}
