using Reelsight.Cli.Client;

namespace Reelsight.Cli.Commands;

/// <summary>One moment.</summary>
internal sealed record SearchAnswerHit(
    string File,
    string VideoId,
    double Start,
    double End,
    double Score,
    string Confidence,
    string? Transcription,
    IReadOnlyList<WireReason> Reasons
);
