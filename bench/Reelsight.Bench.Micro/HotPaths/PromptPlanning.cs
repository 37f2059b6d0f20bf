using Reelsight.Analysis.Analyzers;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Prompts of several kinds parsed into plans.</summary>
internal sealed class PromptPlanning : HotPath
{
    private static readonly string[] Prompts =
    [
        "Summarize the video in two sentences.",
        "When does a white car come in, and how many people are there in the first 10 minutes?",
        "Write chapters with titles, then topics and hashtags.",
        "Give me JSON with the fields title, people_count and has_speech.",
    ];

    private readonly VideoAnalyzer _analyzer = SampleVideo.CreateAnalyzer();

    /// <inheritdoc/>
    public override int Run() => Prompts.Sum(prompt => _analyzer.ParsePrompt(prompt).Intents.Count);
}
