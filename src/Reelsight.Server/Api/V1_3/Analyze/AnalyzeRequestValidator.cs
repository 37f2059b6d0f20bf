using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Analysis.Contract;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Schemas;
using Reelsight.Core.Errors;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// Checks requests for an analysis, however they arrive. prompt_v2, start_time, end_time, timestamps in schemas and segments need
/// pegasus1.5; segments and the mode time_based_metadata need each other.
/// </summary>
internal static partial class AnalyzeRequestValidator
{
    internal const string General = "general",
        TimeBased = "time_based_metadata";
    private const string JsonSchema = "json_schema",
        SegmentDefinitions = "segment_definitions";

    /// <summary>Checks a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="path">Prefix of the parameter names in errors, such as <c>requests[0].</c>.</param>
    /// <exception cref="DomainException">It breaks a rule.</exception>
    internal static AnalysisRequest Validate(AnalyzeBody body, string path = "")
    {
        var model = RequireOneOf(
            $"{path}model_name",
            body.ModelName ?? AnalysisModels.Pegasus12,
            AnalysisModels.Pegasus12,
            AnalysisModels.Pegasus15
        );
        var is15 = model == AnalysisModels.Pegasus15;
        var timeBased = RequireOneOf($"{path}analysis_mode", body.AnalysisMode ?? General, General, TimeBased) == TimeBased;
        if (body.CustomId is { } custom && !CustomId().IsMatch(custom))
        {
            throw DomainErrors.Invalid($"The parameter {path}custom_id must have 1 to 64 letters, digits, underscores or hyphens.");
        }

        if (body.Temperature is < 0 or > 1)
        {
            throw DomainErrors.Invalid($"The parameter {path}temperature must be a number from 0 to 1.");
        }

        if (!is15)
        {
            Only15(body.PromptV2, "prompt_v2");
            Only15(body.StartTime, "start_time");
            Only15(body.EndTime, "end_time");
            if (timeBased)
            {
                Only15(true, "analysis_mode time_based_metadata");
            }
        }
        var prompt = ValidatePrompt(body, path, timeBased, is15);
        AnalysisLimits.ValidateWindow(body.StartTime, body.EndTime, path);
        var request = new AnalysisRequest
        {
            ModelName = model,
            IsTimeBased = timeBased,
            Prompt = prompt,
            MaxTokens = AnalysisLimits.ValidateMaxTokens(body.MaxTokens, path, is15, timeBased),
            Temperature = body.Temperature,
            StartSec = body.StartTime,
            EndSec = body.EndTime,
        };
        return ApplyResponseFormat(request, body, path);

        void Only15(object? value, string name)
        {
            if (value is not null)
            {
                throw DomainErrors.Invalid($"The parameter {path}{name} needs the model {AnalysisModels.Pegasus15}.");
            }
        }
    }

    private static string ValidatePrompt(AnalyzeBody body, string path, bool timeBased, bool is15)
    {
        if (timeBased)
        {
            if (body.Prompt is not null || body.PromptV2 is not null)
            {
                throw DomainErrors.Invalid(
                    $"The parameter {path}{(body.Prompt is not null ? "prompt" : "prompt_v2")} is not taken with time_based_metadata: "
                        + "say what to look for in the segment definitions."
                );
            }

            return "";
        }
        if (body.Prompt is not null && body.PromptV2 is not null)
        {
            throw DomainErrors.Invalid($"The parameters {path}prompt and {path}prompt_v2 exclude each other.");
        }

        var (text, name) = body.PromptV2 is { } v2 ? (v2.InputText, "prompt_v2.input_text") : (body.Prompt, "prompt");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw DomainErrors.Missing($"{path}{name}");
        }

        AnalysisLimits.ValidatePromptLength(text, $"{path}{name}", is15);
        if (body.PromptV2 is not null)
        {
            ReferenceImageReader.ValidateNames($"{path}prompt_v2", body.PromptV2.MediaSources, text);
        }

        return text;
    }

    private static AnalysisRequest ApplyResponseFormat(AnalysisRequest request, AnalyzeBody body, string path)
    {
        var format = body.ResponseFormat;
        if (request.IsTimeBased && format?.Type != SegmentDefinitions)
        {
            throw DomainErrors.Invalid($"The mode {TimeBased} needs {path}response_format.type {SegmentDefinitions}.");
        }

        if (!request.IsTimeBased && format?.Type == SegmentDefinitions)
        {
            throw DomainErrors.Invalid(
                $"The parameter {path}response_format.type {SegmentDefinitions} needs {path}analysis_mode " + $"{TimeBased}."
            );
        }

        if (!request.IsTimeBased && (body.MinSegmentDuration ?? body.MaxSegmentDuration) is not null)
        {
            throw DomainErrors.Invalid(
                $"The parameters {path}min_segment_duration and {path}max_segment_duration need {path}analysis_mode {TimeBased}."
            );
        }

        if (format is null)
        {
            return request;
        }

        if (request.IsTimeBased)
        {
            return SegmentDefinitionValidator.Validate(request, body, path);
        }

        RequireOneOf($"{path}response_format.type", format.Type, JsonSchema);
        return request with
        {
            Schema = ParseSchema(format, $"{path}response_format.json_schema", request.ModelName == AnalysisModels.Pegasus15),
        };
    }

    /// <summary>Parses the schema of a response format.</summary>
    /// <exception cref="DomainException">It is invalid, or uses keywords that are not supported.</exception>
    internal static SchemaNode ParseSchema(ResponseFormatBody format, string name, bool is15)
    {
        if (format.JsonSchema is not { ValueKind: JsonValueKind.Object } schema)
        {
            throw format.JsonSchema is null
                ? DomainErrors.Missing(name)
                : DomainErrors.Invalid($"The parameter {name} must be a JSON object.");
        }

        try
        {
            return SchemaParser.Parse(schema, new SchemaParserOptions(is15));
        }
        catch (SchemaException e)
        {
            throw new DomainException(
                e.Unsupported ? DomainErrorKind.Unprocessable : DomainErrorKind.Invalid,
                new Failure(FailureCodes.ParameterInvalid, $"The parameter {name} cannot be used. {e.Message}"),
                e
            );
        }
    }

    /// <summary>The elements of a list; none when it is absent.</summary>
    /// <exception cref="DomainException">One of them is null.</exception>
    internal static IReadOnlyList<T> RequireElements<T>(string name, IReadOnlyList<T?>? list)
        where T : class =>
        [.. (list ?? []).Select((element, i) => element ?? throw DomainErrors.Invalid($"The parameter {name}[{i}] must not be null."))];

    /// <summary>The value when it is one of the allowed ones.</summary>
    /// <exception cref="DomainException">It is not, or is absent.</exception>
    internal static string RequireOneOf(string name, string? value, params ReadOnlySpan<string> allowed) =>
        value is null ? throw DomainErrors.Missing(name)
        : allowed.Contains(value) ? value
        : throw DomainErrors.Invalid($"The parameter {name} must be one of {string.Join(", ", allowed)}.");

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex CustomId();
}
