using Reelsight.Core.Telemetry;

namespace Reelsight.Search.Telemetry;

/// <summary>The spans and instruments of search.</summary>
public static class SearchTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Reelsight.Search";

    /// <summary>The stages of a search.</summary>
    internal static StageTelemetry Stages { get; } =
        new(
            Name,
            "reelsight.search.stage.duration",
            "How long a stage of a search took.",
            [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
        );
}
