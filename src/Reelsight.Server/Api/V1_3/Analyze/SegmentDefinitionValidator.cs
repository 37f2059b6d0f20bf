using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Core.Errors;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// Checks segment definitions: 1 to 10 with unique ids, each with at most 20 fields of at most 50 enum values; segments of at least 2
/// seconds; time ranges exclude durations and windows, and do not overlap within a definition.
/// </summary>
internal static class SegmentDefinitionValidator
{
    private const int MaxDefinitions = 10,
        MaxFields = 20,
        MaxEnumValues = 50;
    private const double MinSegmentSec = 2;
    private static readonly string[] ReservedTimestampNames = ["start_time", "end_time", "metadata"];

    /// <summary>Adds the definitions to a request.</summary>
    internal static AnalysisRequest Validate(AnalysisRequest request, AnalyzeBody body, string path)
    {
        var format = body.ResponseFormat!;
        var name = $"{path}response_format.segment_definitions";
        if (format.SegmentDefinitions is not { Count: > 0 } definitions)
        {
            throw DomainErrors.Missing(name);
        }

        if (definitions.Count > MaxDefinitions)
        {
            throw DomainErrors.Invalid($"The parameter {name} takes at most {MaxDefinitions} definitions.");
        }

        ValidateDurations(body, path);
        SegmentDefinition[] read =
        [
            .. AnalyzeRequestValidator.RequireElements(name, definitions).Select((d, i) => ValidateDefinition(d, $"{name}[{i}]")),
        ];
        if (read.GroupBy(d => d.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw DomainErrors.Invalid($"The parameter {name} has the id {twice.Key} twice; ids must be unique.");
        }

        if (read.Any(d => d.TimeRanges.Count > 0))
        {
            if ((body.MinSegmentDuration ?? body.MaxSegmentDuration) is not null)
            {
                throw DomainErrors.Invalid(
                    $"The parameters {path}min_segment_duration and {path}max_segment_duration are not taken together with time_ranges."
                );
            }

            if ((body.StartTime ?? body.EndTime) is not null)
            {
                throw DomainErrors.Invalid($"The parameters {path}start_time and {path}end_time are not taken together with time_ranges.");
            }
        }
        return request with
        {
            SegmentDefinitions = read,
            SegmentLimits = new SegmentLimits(body.MinSegmentDuration, body.MaxSegmentDuration),
            TimeFormat = AnalyzeRequestValidator.RequireOneOf(
                $"{path}response_format.segment_time_format",
                format.SegmentTimeFormat ?? "seconds",
                "seconds",
                "hh:mm:ss",
                "hh:mm:ss.fff"
            ),
        };
    }

    private static void ValidateDurations(AnalyzeBody body, string path)
    {
        if (body.MinSegmentDuration is < MinSegmentSec)
        {
            throw DomainErrors.Invalid($"The parameter {path}min_segment_duration must be at least {MinSegmentSec}.");
        }

        if (body.MaxSegmentDuration is < MinSegmentSec)
        {
            throw DomainErrors.Invalid($"The parameter {path}max_segment_duration must be at least {MinSegmentSec}.");
        }

        if (body.MaxSegmentDuration < body.MinSegmentDuration)
        {
            throw DomainErrors.Invalid($"The parameter {path}max_segment_duration must not be less than {path}min_segment_duration.");
        }
    }

    private static SegmentDefinition ValidateDefinition(SegmentDefinitionBody body, string path)
    {
        if (string.IsNullOrWhiteSpace(body.Id))
        {
            throw DomainErrors.Missing($"{path}.id");
        }

        if (string.IsNullOrWhiteSpace(body.Description))
        {
            throw DomainErrors.Missing($"{path}.description");
        }

        AnalysisLimits.ValidatePromptLength(body.Description, $"{path}.description");
        ReferenceImageReader.ValidateNames(path, body.MediaSources, body.Description);
        if (body.Fields?.Count > MaxFields)
        {
            throw DomainErrors.Invalid($"The parameter {path}.fields takes at most {MaxFields} fields.");
        }

        SchemaProperty[] fields =
        [
            .. AnalyzeRequestValidator
                .RequireElements($"{path}.fields", body.Fields)
                .Select((f, i) => ValidateField(f, $"{path}.fields[{i}]")),
        ];
        if (fields.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw DomainErrors.Invalid($"The parameter {path}.fields has the name {twice.Key} twice; names must be unique.");
        }

        return new SegmentDefinition(
            body.Id,
            body.Description,
            fields,
            ValidateTimeRanges(AnalyzeRequestValidator.RequireElements($"{path}.time_ranges", body.TimeRanges), $"{path}.time_ranges")
        );
    }

    private static SchemaProperty ValidateField(SegmentFieldBody body, string path)
    {
        if (string.IsNullOrWhiteSpace(body.Name))
        {
            throw DomainErrors.Missing($"{path}.name");
        }

        var type = ParseType(
            AnalyzeRequestValidator.RequireOneOf($"{path}.type", body.Type, "string", "boolean", "number", "integer", "array", "timestamp")
        );
        if (type == SchemaType.Array && body.Items?.Type is null)
        {
            throw DomainErrors.Missing($"{path}.items.type");
        }

        if (type != SchemaType.Array && body.Items is not null)
        {
            throw DomainErrors.Invalid($"The parameter {path}.items is taken by arrays only.");
        }

        if (type == SchemaType.Timestamp && ReservedTimestampNames.Contains(body.Name))
        {
            throw DomainErrors.Invalid(
                $"The parameter {path}.name must not be one of {string.Join(", ", ReservedTimestampNames)}: each segment has these itself."
            );
        }

        if (type == SchemaType.Timestamp)
        {
            AnalyzeRequestValidator.RequireOneOf($"{path}.format", body.Format, "seconds", "hh:mm:ss", "hh:mm:ss.fff");
        }
        else if (body.Format is not null)
        {
            throw DomainErrors.Invalid($"The parameter {path}.format is taken by timestamps only.");
        }

        var values = ValidateEnum(body, type, path);
        var items =
            type == SchemaType.Array
                ? new SchemaNode
                {
                    Type = ParseType(
                        AnalyzeRequestValidator.RequireOneOf(
                            $"{path}.items.type",
                            body.Items!.Type,
                            "string",
                            "boolean",
                            "number",
                            "integer"
                        )
                    ),
                    Enum = values,
                }
                : null;
        return new SchemaProperty(
            body.Name,
            new SchemaNode
            {
                Type = type,
                Description = body.Description,
                Format = body.Format,
                Enum = items is null ? values : null,
                Items = items,
            },
            Required: true
        );
    }

    private static List<JsonNode?>? ValidateEnum(SegmentFieldBody body, SchemaType type, string path)
    {
        if (body.Enum is null)
        {
            return null;
        }

        if (body.Enum.Count is 0 or > MaxEnumValues)
        {
            throw DomainErrors.Invalid($"The parameter {path}.enum must have 1 to {MaxEnumValues} values.");
        }

        if (type == SchemaType.Timestamp)
        {
            throw DomainErrors.Invalid($"The parameter {path}.enum is not taken by timestamps.");
        }

        var of = type == SchemaType.Array ? ParseType(body.Items!.Type!) : type;
        if (body.Enum.Any(v => !IsOfType(v, of)))
        {
            throw DomainErrors.Invalid($"The values of {path}.enum must be of the field's type.");
        }

        return [.. body.Enum.Select(v => JsonNode.Parse(v.GetRawText()))];
    }

    private static bool IsOfType(JsonElement value, SchemaType type) =>
        type switch
        {
            SchemaType.String => value.ValueKind == JsonValueKind.String,
            SchemaType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            SchemaType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => value.ValueKind == JsonValueKind.Number,
        };

    private static ShotInterval[] ValidateTimeRanges(IReadOnlyList<TimeRangeBody> bodies, string path)
    {
        var ranges = bodies
            .Select(
                (r, i) =>
                {
                    if (r.StartTime is not { } start)
                    {
                        throw DomainErrors.Missing($"{path}[{i}].start_time");
                    }

                    if (r.EndTime is not { } end)
                    {
                        throw DomainErrors.Missing($"{path}[{i}].end_time");
                    }

                    if (start < 0 || end - start < MinSegmentSec)
                    {
                        throw DomainErrors.Invalid(
                            $"The range {path}[{i}] must start at 0 or later and be at least {MinSegmentSec} " + $"seconds long."
                        );
                    }

                    return new ShotInterval(start, end);
                }
            )
            .OrderBy(r => r.StartSec)
            .ToArray();
        for (var i = 1; i < ranges.Length; i++)
        {
            if (ranges[i].StartSec < ranges[i - 1].EndSec)
            {
                throw DomainErrors.Invalid($"The ranges in {path} must not overlap; they may touch.");
            }
        }

        return ranges;
    }

    private static SchemaType ParseType(string type) =>
        System.Enum.TryParse<SchemaType>(type, ignoreCase: true, out var known)
            ? known
            : throw DomainErrors.Invalid($"There is no type {type}.");
}
