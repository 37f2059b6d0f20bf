using Reelsight.Cli.Client;

namespace Reelsight.Cli.Commands;

/// <summary>A question and its answer, as <c>--json</c> prints it. Times in seconds, half-open.</summary>
internal sealed record SearchAnswer(
    string Query,
    string Index,
    int Videos,
    WireQueryInterpretation? Reading,
    IReadOnlyList<SearchAnswerHit> Hits
);
