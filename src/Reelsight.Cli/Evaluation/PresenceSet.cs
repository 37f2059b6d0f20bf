using System.Text.Json;
using Reelsight.Cli.Errors;

namespace Reelsight.Cli.Evaluation;

/// <summary>
/// Ground truth about objects: what a person saw in each video, with ranges. What is not listed is taken as absent.
/// </summary>
internal sealed record PresenceSet(IReadOnlyList<PresenceSet.ObservedVideo> Videos)
{
    private static readonly JsonSerializerOptions _format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The objects of one video.</summary>
    /// <param name="Video">File name or id of the video.</param>
    /// <param name="Objects">Every object in the video.</param>
    internal sealed record ObservedVideo(string Video, IReadOnlyList<ObservedObject> Objects);

    /// <summary>One object.</summary>
    /// <param name="Names">Every label that is correct for it, such as "car" and "vehicle".</param>
    /// <param name="Ranges">Pairs of start and end in seconds, the end excluded.</param>
    internal sealed record ObservedObject(IReadOnlyList<string> Names, IReadOnlyList<double[]> Ranges);

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="CommandException">The file cannot be read; the message names the field.</exception>
    public static PresenceSet Read(string path)
    {
        PresenceSet? set;
        try
        {
            set = JsonSerializer.Deserialize<PresenceSet>(File.ReadAllBytes(path), _format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be read as a set of videos with what is in them: {e.Message}", e);
        }
        if (set?.Videos is not { Count: > 0 })
        {
            throw Wrong("videos", "must be a list with at least one video");
        }

        for (var i = 0; i < set.Videos.Count; i++)
        {
            var seen = set.Videos[i];
            if (string.IsNullOrWhiteSpace(seen?.Video))
            {
                throw Wrong($"videos[{i}].video", "must name a video");
            }

            if (seen.Objects is null)
            {
                throw Wrong($"videos[{i}].objects", "must list what is there; [] says that nothing is");
            }

            if (
                seen.Objects.Any(o =>
                    o?.Names is not { Count: > 0 }
                    || o.Ranges is not { Count: > 0 }
                    || o.Ranges.Any(r => r is not [var start, var end] || !(start >= 0) || !(end > start))
                )
            )
            {
                throw Wrong(
                    $"videos[{i}].objects",
                    "must give each object names and ranges, as [start, end] in seconds with start before end"
                );
            }
        }
        return set;

        CommandException Wrong(string field, string rule) => new(ExitCodes.Usage, $"In {path}, {field} {rule}.");
    }
}
