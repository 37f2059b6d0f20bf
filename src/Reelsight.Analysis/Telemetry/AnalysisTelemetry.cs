using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reelsight.Core.Telemetry;

namespace Reelsight.Analysis.Telemetry;

/// <summary>
/// The spans and instruments of analysis and of the language model, which follow the OpenTelemetry conventions for those.
/// </summary>
public static class AnalysisTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Reelsight.Analysis";

    private const string OperationAttribute = "gen_ai.operation.name";
    private const string ModelAttribute = "gen_ai.request.model";

    /// <summary>The stages of an analysis.</summary>
    internal static StageTelemetry Stages { get; } =
        new(
            Name,
            "reelsight.analysis.stage.duration",
            "How long a stage of an analysis took.",
            [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60]
        );

    private static readonly Histogram<double> _calls = Stages.Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        unit: "s",
        "How long a call of the language model took.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        }
    );

    private static readonly Histogram<long> _tokens = Stages.Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        unit: "{token}",
        "Tokens of a request to the language model and of its response.",
        advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304],
        }
    );

    /// <summary>Calls the language model, traced and measured. Neither prompt nor answer is recorded.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="countTokens">Tokens of the request and of the response, as far as the endpoint tells.</param>
    internal static async Task<T> CallModelAsync<T>(string model, Func<Task<T>> call, Func<T, (int? Input, int? Output)> countTokens)
    {
        using var span = Stages.Source.StartActivity($"chat {model}", ActivityKind.Client);
        span?.SetTag(OperationAttribute, "chat");
        span?.SetTag(ModelAttribute, model);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await call();
            var (input, output) = countTokens(response);
            RecordTokens(span, model, "input", input);
            RecordTokens(span, model, "output", output);
            RecordCall(model, started, null);
            return response;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            span?.SetTag(StageTelemetry.ErrorAttribute, e.GetType().FullName);
            RecordCall(model, started, e.GetType().FullName);
            throw;
        }
    }

    private static void RecordCall(string model, long started, string? error)
    {
        var tags = new TagList { { OperationAttribute, "chat" }, { ModelAttribute, model } };
        if (error is not null)
        {
            tags.Add(StageTelemetry.ErrorAttribute, error);
        }

        _calls.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    private static void RecordTokens(Activity? span, string model, string kind, int? tokens)
    {
        if (tokens is not { } number)
        {
            return;
        }

        span?.SetTag($"gen_ai.usage.{kind}_tokens", number);
        _tokens.Record(
            number,
            new TagList
            {
                { OperationAttribute, "chat" },
                { ModelAttribute, model },
                { "gen_ai.token.type", kind },
            }
        );
    }
}
