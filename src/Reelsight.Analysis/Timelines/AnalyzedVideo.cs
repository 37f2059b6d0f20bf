using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Telemetry;
using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Timelines;

/// <summary>A described video, ready to be asked about.</summary>
/// <param name="TenantId">The owner.</param>
/// <param name="ContentHash">SHA-256 of the file, which its description is stored under.</param>
/// <param name="Clips">Clips of the video in order, with the names of their thumbnails.</param>
/// <param name="DurationSec">Length, seconds.</param>
/// <param name="Timeline">The facts about the video.</param>
public sealed record AnalyzedVideo(
    string TenantId,
    string ContentHash,
    IReadOnlyList<Clip> Clips,
    double DurationSec,
    VideoTimeline Timeline
)
{
    /// <summary>Builds the timeline of a description.</summary>
    public static AnalyzedVideo Create(
        string tenantId,
        string contentHash,
        MediaDescription described,
        double durationSec,
        CancellationToken ct
    ) =>
        new(
            tenantId,
            contentHash,
            described.Clips,
            durationSec,
            AnalysisTelemetry.Stages.Run("facts", () => VideoTimeline.Build(described, durationSec, ct))
        );
}
