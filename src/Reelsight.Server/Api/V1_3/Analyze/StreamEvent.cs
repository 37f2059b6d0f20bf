namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>A line of a streamed answer.</summary>
internal sealed record StreamEvent(string EventType)
{
    public StreamMetadata? Metadata { get; init; }
    public string? Text { get; init; }
    public string? FinishReason { get; init; }
    public NoticeView? Error { get; init; }
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }
    public GenerationView? Generation { get; init; }
}
