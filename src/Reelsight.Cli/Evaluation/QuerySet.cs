using System.Text.Json;
using Reelsight.Cli.Errors;

namespace Reelsight.Cli.Evaluation;

/// <summary>The queries of an evaluation with their relevant ranges, as read from a JSON file.</summary>
internal sealed record QuerySet(IReadOnlyList<QuerySet.EvaluationQuery> Queries)
{
    private static readonly JsonSerializerOptions _format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>One query. Without relevant ranges it asks for something that is in no video.</summary>
    /// <param name="Text">The text of the query.</param>
    /// <param name="Kind">The kind of query, for results by kind; null is "other".</param>
    /// <param name="Right">Every range that is relevant.</param>
    internal sealed record EvaluationQuery(string Text, string? Kind, IReadOnlyList<RelevantVideo> Right);

    /// <summary>The relevant ranges of one video.</summary>
    /// <param name="Video">File name or id of the video.</param>
    /// <param name="Ranges">Pairs of start and end in seconds, the end excluded; null or empty means the whole video.</param>
    internal sealed record RelevantVideo(string Video, IReadOnlyList<double[]>? Ranges);

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="CommandException">The file cannot be read; the message names the query and the field.</exception>
    public static QuerySet Read(string path)
    {
        QuerySet? set;
        try
        {
            set = JsonSerializer.Deserialize<QuerySet>(File.ReadAllBytes(path), _format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be read as a set of queries: {e.Message}", e);
        }
        if (set?.Queries is not { Count: > 0 })
        {
            throw Wrong("queries", "must be a list with at least one query");
        }

        for (var i = 0; i < set.Queries.Count; i++)
        {
            var query = set.Queries[i];
            if (string.IsNullOrWhiteSpace(query?.Text))
            {
                throw Wrong($"queries[{i}].text", "must say what to look for");
            }

            if (query.Right is null)
            {
                throw Wrong($"queries[{i}].right", "must list the right answers; [] says that there are none");
            }

            foreach (var answer in query.Right)
            {
                if (string.IsNullOrWhiteSpace(answer?.Video))
                {
                    throw Wrong($"queries[{i}].right", "must name the video of each answer");
                }

                if (answer.Ranges?.Any(r => r is not [var start, var end] || !(start >= 0) || !(end > start)) == true)
                {
                    throw Wrong(
                        $"queries[{i}].right ({answer.Video})",
                        "must give ranges as [start, end] in seconds with start before end"
                    );
                }
            }
        }
        return set;

        CommandException Wrong(string field, string rule) => new(ExitCodes.Usage, $"In {path}, {field} {rule}.");
    }
}
