using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;

namespace Reelsight.Server.Analyze;

/// <summary>What is known of a video that is to be analyzed, and whose bytes it is about.</summary>
internal sealed record AnalyzedVideo(
    string TenantId,
    string ContentHash,
    IReadOnlyList<Clip> Clips,
    double DurationSec,
    VideoTimeline Timeline
)
{
    internal static AnalyzedVideo Create(
        string tenantId,
        string contentHash,
        MediaDescription described,
        double durationSec,
        CancellationToken ct
    ) => new(tenantId, contentHash, described.Clips, durationSec, VideoTimeline.Build(described, durationSec, ct));
}
