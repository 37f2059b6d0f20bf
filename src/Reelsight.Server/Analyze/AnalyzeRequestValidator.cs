using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Tokens;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Analyze;

/// <summary>
/// What the contract asks of an analysis, whichever way it comes. prompt_v2, start_time, end_time, timestamps in schemas and segments need
/// pegasus1.5; segments and the mode time_based_metadata need each other; a prompt has at most 2,000 tokens on pegasus1.2.
/// </summary>
internal static partial class AnalyzeRequestValidator
{
    internal const string General = "general",
        TimeBased = "time_based_metadata";
    private const string JsonSchema = "json_schema",
        SegmentDefinitions = "segment_definitions";
    private const int MaxTokensPegasus12 = 4096,
        MinTokensPegasus15 = 512,
        MinTokensTimeBased = 2048,
        MaxTokensPegasus15 = 98304;
    private const int DefaultTokens = 4096,
        DefaultTokensTimeBased = 32768;
    private const int MaxPromptTokensPegasus12 = 2000,
        MaxPromptTokensPegasus15 = 8000;
    private const double MinWindowSec = 4;

    /// <summary>Checks a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="path">What stands before the names of parameters in errors, such as <c>requests[0].</c>.</param>
    internal static AnalysisRequest Validate(AnalyzeBody body, string path = "")
    {
        var model = RequireOneOf($"{path}model_name", body.ModelName ?? ModelRoles.Analyst, ModelRoles.Analyst, ModelRoles.Analyst15);
        var is15 = model == ModelRoles.Analyst15;
        var timeBased = RequireOneOf($"{path}analysis_mode", body.AnalysisMode ?? General, General, TimeBased) == TimeBased;
        if (body.CustomId is { } custom && !CustomId().IsMatch(custom))
        {
            throw Fail.Invalid($"The parameter {path}custom_id must have 1 to 64 letters, digits, underscores or hyphens.");
        }

        if (body.Temperature is < 0 or > 1)
        {
            throw Fail.Invalid($"The parameter {path}temperature must be a number from 0 to 1.");
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
        ValidateWindow(body, path);
        var request = new AnalysisRequest
        {
            ModelName = model,
            IsTimeBased = timeBased,
            Prompt = prompt,
            MaxTokens = ValidateMaxTokens(body.MaxTokens, path, is15, timeBased),
            Temperature = body.Temperature,
            StartSec = body.StartTime,
            EndSec = body.EndTime,
        };
        return ApplyResponseFormat(request, body, path);

        void Only15(object? value, string name)
        {
            if (value is not null)
            {
                throw Fail.Invalid($"The parameter {path}{name} needs the model {ModelRoles.Analyst15}.");
            }
        }
    }

    private static string ValidatePrompt(AnalyzeBody body, string path, bool timeBased, bool is15)
    {
        if (timeBased)
        {
            if (body.Prompt is not null || body.PromptV2 is not null)
            {
                throw Fail.Invalid(
                    $"The parameter {path}{(body.Prompt is not null ? "prompt" : "prompt_v2")} is not taken with time_based_metadata: say what to look for in the segment definitions."
                );
            }

            return "";
        }
        if (body.Prompt is not null && body.PromptV2 is not null)
        {
            throw Fail.Invalid($"The parameters {path}prompt and {path}prompt_v2 exclude each other.");
        }

        var (text, name) = body.PromptV2 is { } v2 ? (v2.InputText, "prompt_v2.input_text") : (body.Prompt, "prompt");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Fail.Missing($"{path}{name}");
        }

        ValidatePromptLength(text, $"{path}{name}", is15);
        if (body.PromptV2 is not null)
        {
            ReferenceImageResolver.ValidateNames($"{path}prompt_v2", body.PromptV2.MediaSources, text);
        }

        return text;
    }

    /// <summary>Checks the length of a prompt.</summary>
    internal static void ValidatePromptLength(string text, string name, bool is15 = false)
    {
        var most = is15 ? MaxPromptTokensPegasus15 : MaxPromptTokensPegasus12;
        if (TokenCounter.Count(text) > most)
        {
            throw Fail.Refused(
                ErrorCodes.TokenLimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"The parameter {name} has more than {most:N0} tokens. Make it shorter.")
            );
        }
    }

    /// <summary>The most tokens of an answer: what was asked for, within the range of model and mode, or the usual.</summary>
    internal static int ValidateMaxTokens(int? asked, string path, bool is15, bool timeBased)
    {
        var (least, most) = !is15 ? (1, MaxTokensPegasus12) : (timeBased ? MinTokensTimeBased : MinTokensPegasus15, MaxTokensPegasus15);
        if (asked is { } tokens && (tokens < least || tokens > most))
        {
            throw Fail.Invalid($"The parameter {path}max_tokens must be a whole number from {least} to {most}.");
        }

        return asked ?? (timeBased ? DefaultTokensTimeBased : DefaultTokens);
    }

    private static void ValidateWindow(AnalyzeBody body, string path)
    {
        if (body.StartTime is < 0)
        {
            throw Fail.Invalid($"The parameter {path}start_time must be at least 0.");
        }

        if (body.EndTime is not { } end)
        {
            return;
        }

        if (end <= (body.StartTime ?? 0))
        {
            throw Fail.Invalid($"The parameter {path}end_time must be greater than {path}start_time.");
        }

        if (end - (body.StartTime ?? 0) < MinWindowSec)
        {
            throw Fail.Invalid($"The stretch from {path}start_time to {path}end_time must be at least {MinWindowSec} seconds long.");
        }
    }

    /// <summary>Checks what needs the length of the video.</summary>
    internal static void ValidateDuration(AnalysisRequest request, double durationSec, string path = "")
    {
        // Half a frame more is the rounding of whoever measured the file.
        const double Slack = 0.05;
        if (request.EndSec > durationSec + Slack)
        {
            throw Fail.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The parameter {path}end_time must be at most the length of the video, {durationSec:0.###} seconds."
                )
            );
        }

        if (request.StartSec is { } start && (request.EndSec ?? durationSec) - start < MinWindowSec - Slack)
        {
            throw Fail.Invalid(
                $"The stretch from {path}start_time to the end must be at least {MinWindowSec} seconds long and lie in the video."
            );
        }

        foreach (var range in request.SegmentDefinitions.SelectMany(d => d.TimeRanges))
        {
            if (range.EndSec > durationSec + Slack)
            {
                throw Fail.Invalid(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The parameter {path}response_format.segment_definitions has a time range that ends after the video, which is {durationSec:0.###} seconds long."
                    )
                );
            }
        }
    }

    private static AnalysisRequest ApplyResponseFormat(AnalysisRequest request, AnalyzeBody body, string path)
    {
        var format = body.ResponseFormat;
        if (request.IsTimeBased && format?.Type != SegmentDefinitions)
        {
            throw Fail.Invalid($"The mode {TimeBased} needs {path}response_format.type {SegmentDefinitions}.");
        }

        if (!request.IsTimeBased && format?.Type == SegmentDefinitions)
        {
            throw Fail.Invalid($"The parameter {path}response_format.type {SegmentDefinitions} needs {path}analysis_mode {TimeBased}.");
        }

        if (!request.IsTimeBased && (body.MinSegmentDuration ?? body.MaxSegmentDuration) is not null)
        {
            throw Fail.Invalid(
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
            Schema = ParseSchema(format, $"{path}response_format.json_schema", request.ModelName == ModelRoles.Analyst15),
        };
    }

    /// <summary>Reads the schema of a response format.</summary>
    internal static SchemaNode ParseSchema(ResponseFormatBody format, string name, bool is15)
    {
        if (format.JsonSchema is not { ValueKind: System.Text.Json.JsonValueKind.Object } schema)
        {
            throw format.JsonSchema is null ? Fail.Missing(name) : Fail.Invalid($"The parameter {name} must be a JSON object.");
        }

        try
        {
            return SchemaParser.Parse(schema, new SchemaParserOptions(is15));
        }
        catch (SchemaException e)
        {
            throw new ApiException(
                e.Unsupported ? 422 : 400,
                ErrorCodes.ParameterInvalid,
                $"The parameter {name} cannot be used. {e.Message}"
            );
        }
    }

    /// <summary>The elements of a list; none when it is absent.</summary>
    /// <exception cref="ApiException">One of them is null.</exception>
    internal static IReadOnlyList<T> RequireElements<T>(string name, IReadOnlyList<T?>? list)
        where T : class =>
        [.. (list ?? []).Select((element, i) => element ?? throw Fail.Invalid($"The parameter {name}[{i}] must not be null."))];

    /// <summary>One of a few words.</summary>
    internal static string RequireOneOf(string name, string? value, params ReadOnlySpan<string> allowed) =>
        value is null ? throw Fail.Missing(name)
        : allowed.Contains(value) ? value
        : throw Fail.Invalid($"The parameter {name} must be one of {string.Join(", ", allowed)}.");

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex CustomId();
}
