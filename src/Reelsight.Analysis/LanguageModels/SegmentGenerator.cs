using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Finds segments with a language model. A video whose facts do not fit into the context is processed in windows, which end at cuts where
/// there is one nearby. The segments are validated and cut to the requested lengths.
/// </summary>
public sealed class SegmentGenerator(GroundedGenerator analyst)
{
    private const int MaxWindows = 12;
    private const double ToleranceSec = 0.5;

    /// <summary>The segments of each definition, and the generated answer.</summary>
    /// <exception cref="LanguageModelException">There was no valid answer for one of the windows.</exception>
    public async Task<(IReadOnlyList<DefinitionSegments> Found, GeneratedAnswer Writing)> GenerateAsync(
        GenerationQuestion question,
        IReadOnlyList<SegmentDefinition> definitions,
        SegmentLimits limits,
        CancellationToken ct
    )
    {
        var schema = CreateSchema(definitions);
        question = question with { Prompt = CreatePrompt(definitions, limits) };
        var found = definitions.ToDictionary(d => d.Id, _ => new List<VideoSegment>(), StringComparer.Ordinal);
        GeneratedAnswer? all = null;
        // Given segments are identified by their numbers, so that the whole video has to be in one request.
        foreach (
            var window in SplitIntoWindows(
                question.Timeline,
                definitions.Any(d => d.TimeRanges.Count > 0) ? 1 : analyst.CountWindows(question, MaxWindows)
            )
        )
        {
            var (value, writing) = await analyst.GenerateJsonAsync(
                question with
                {
                    Timeline = window,
                },
                schema,
                v => FindError(v, definitions, window),
                ct
            );
            foreach (var definition in definitions)
            {
                found[definition.Id].AddRange(ReadSegments(value![definition.Id]!.AsArray(), definition, window));
            }

            all = all is null
                ? writing
                : writing with
                {
                    IsTruncated = all.IsTruncated || writing.IsTruncated,
                    InputTokens = all.InputTokens + writing.InputTokens,
                    OutputTokens = all.OutputTokens + writing.OutputTokens,
                    ShownFacts = [.. all.ShownFacts, .. writing.ShownFacts],
                    ImageCount = all.ImageCount + writing.ImageCount,
                    IsRepaired = all.IsRepaired || writing.IsRepaired,
                };
        }
        return (
            [
                .. definitions.Select(d => new DefinitionSegments(
                    d.Id,
                    d.TimeRanges.Count > 0 ? found[d.Id] : ApplyLimits(found[d.Id], limits)
                )),
            ],
            all!
        );
    }

    private static SchemaNode CreateSchema(IReadOnlyList<SegmentDefinition> definitions)
    {
        var seconds = new SchemaNode
        {
            Type = SchemaType.Number,
            Minimum = 0,
            Description = "seconds from the start of the video",
        };
        return new SchemaNode
        {
            Type = SchemaType.Object,
            Properties =
            [
                .. definitions.Select(d => new SchemaProperty(
                    d.Id,
                    new SchemaNode
                    {
                        Type = SchemaType.Array,
                        Description = d.Description,
                        Items = new SchemaNode
                        {
                            Type = SchemaType.Object,
                            Properties =
                            [
                                new("start_time", seconds, true),
                                new("end_time", seconds, true),
                                new("metadata", new SchemaNode { Type = SchemaType.Object, Properties = d.Fields }, true),
                            ],
                        },
                    },
                    true
                )),
            ],
        };
    }

    private static string CreatePrompt(IReadOnlyList<SegmentDefinition> definitions, SegmentLimits limits)
    {
        var lines = definitions.Select(d => $"- {EvidenceFormatter.Quote(d.Id)}: {d.Description}{FormatTimeRanges(d)}");
        var shortest = limits.MinSec is { } min ? FormattableString.Invariant($" None may be shorter than {min} s.") : "";
        var longest = limits.MaxSec is { } max ? FormattableString.Invariant($" None may be longer than {max} s.") : "";
        return $"Find every segment of the video that fits one of these descriptions, with its true start and end.{shortest}{longest} "
            + $"Segments of one description do not overlap. Give an empty list where nothing fits.\n{string.Join('\n', lines)}";
    }

    private static string FormatTimeRanges(SegmentDefinition definition)
    {
        if (definition.TimeRanges.Count == 0)
        {
            return "";
        }

        var ranges = definition.TimeRanges.Select(r => FormattableString.Invariant($"{r.StartSec:0.###}-{r.EndSec:0.###}"));
        return $" These segments are known: {string.Join(", ", ranges)}. Give exactly these, in this order, with their metadata.";
    }

    private static string? FindError(JsonNode? value, IReadOnlyList<SegmentDefinition> definitions, VideoTimeline window)
    {
        foreach (var definition in definitions)
        {
            var list = value![definition.Id]!.AsArray();
            if (definition.TimeRanges.Count > 0 && list.Count != definition.TimeRanges.Count)
            {
                return $"$.{definition.Id} must have {definition.TimeRanges.Count} entries, one for each of the known segments";
            }

            for (var i = 0; i < list.Count; i++)
            {
                var (start, end) = ReadTimes(list[i]!);
                if (start >= end)
                {
                    return $"$.{definition.Id}[{i}] must end after it starts";
                }

                if (definition.TimeRanges.Count == 0 && (start > window.EndSec + ToleranceSec || end < window.StartSec - ToleranceSec))
                {
                    return FormattableString.Invariant(
                        $"$.{definition.Id}[{i}] lies outside of {window.StartSec:0.0} to {window.EndSec:0.0} s"
                    );
                }
            }
        }
        return null;
    }

    private static IEnumerable<VideoSegment> ReadSegments(JsonArray list, SegmentDefinition definition, VideoTimeline window) =>
        list.Select(
            (entry, i) =>
            {
                var (start, end) =
                    definition.TimeRanges.Count > 0
                        ? (definition.TimeRanges[i].StartSec, definition.TimeRanges[i].EndSec)
                        : ReadTimes(entry!);
                return new VideoSegment(
                    Math.Round(Math.Clamp(start, window.StartSec, window.EndSec), 3),
                    Math.Round(Math.Clamp(end, window.StartSec, window.EndSec), 3),
                    (JsonObject)entry!["metadata"]!.DeepClone(),
                    []
                );
            }
        );

    private static (double Start, double End) ReadTimes(JsonNode entry) =>
        (SchemaValidator.ToDouble(entry["start_time"]!.AsValue()), SchemaValidator.ToDouble(entry["end_time"]!.AsValue()));

    // In order, without overlap, none too short; a longer one than allowed is cut into equal pieces.
    private static List<VideoSegment> ApplyLimits(List<VideoSegment> found, SegmentLimits limits)
    {
        var ruled = new List<VideoSegment>();
        foreach (var next in found.OrderBy(s => s.StartSec).ThenBy(s => s.EndSec))
        {
            var start = ruled.Count > 0 ? Math.Max(next.StartSec, ruled[^1].EndSec) : next.StartSec;
            if (next.EndSec <= start)
            {
                continue;
            }

            var pieces = limits.MaxSec is { } most ? Math.Max(1, (int)Math.Ceiling((next.EndSec - start) / most - 1e-6)) : 1;
            var length = (next.EndSec - start) / pieces;
            if (length < (limits.MinSec ?? 0) - 1e-6)
            {
                continue;
            }

            for (var i = 0; i < pieces; i++)
            {
                ruled.Add(
                    next with
                    {
                        StartSec = Math.Round(start + i * length, 3),
                        EndSec = Math.Round(start + (i + 1) * length, 3),
                        Metadata = (JsonObject)next.Metadata.DeepClone(),
                    }
                );
            }
        }
        return ruled;
    }

    private static IEnumerable<VideoTimeline> SplitIntoWindows(VideoTimeline timeline, int count)
    {
        var (start, length) = (timeline.StartSec, (timeline.EndSec - timeline.StartSec) / count);
        for (var i = 1; i <= count; i++)
        {
            var even = timeline.StartSec + i * length;
            var end =
                i == count
                    ? timeline.EndSec
                    : timeline
                        .Shots.Select(s => s.EndSec)
                        .Where(e => e > start && Math.Abs(e - even) < length / 4)
                        .OrderBy(e => Math.Abs(e - even))
                        .DefaultIfEmpty(even)
                        .First();
            yield return timeline.Within(start, end);
            start = end;
        }
    }
}
