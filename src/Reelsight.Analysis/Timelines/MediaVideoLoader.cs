using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;

namespace Reelsight.Analysis.Timelines;

/// <summary>Loads videos that belong to no index by describing them; what was described before is not described again.</summary>
/// <param name="describer">Describes media.</param>
/// <param name="durations">Limits the durations.</param>
public sealed class MediaVideoLoader(Describer describer, VideoDurationLimits durations)
{
    /// <summary>Describes a video while a client waits.</summary>
    /// <exception cref="PermanentFailureException">The media is no video that can be analyzed at once.</exception>
    public Task<AnalyzedVideo> LoadAsync(string tenantId, MediaHandle media, CancellationToken ct) =>
        LoadAsync(NoProgress.Instance, tenantId, media, durations.CheckSynchronous, ct);

    /// <summary>Describes a video in a job, which reports its progress.</summary>
    /// <exception cref="PermanentFailureException">The media is no video that can be analyzed.</exception>
    public Task<AnalyzedVideo> LoadAsync(JobContext context, MediaHandle media, CancellationToken ct) =>
        LoadAsync(context, context.Job.TenantId, media, durations.CheckBackground, ct);

    private async Task<AnalyzedVideo> LoadAsync(
        IStageProgress progress,
        string tenantId,
        MediaHandle media,
        Action<double> checkDuration,
        CancellationToken ct
    )
    {
        if (media.Info.Kind == MediaKind.Image)
        {
            throw new PermanentFailureException(
                new Failure(FailureCodes.UnsupportedMediaType, "The file is a still picture; a video is needed.")
            );
        }

        checkDuration(media.Info.DurationSec);
        var found = await describer.DescribeAsync(progress, tenantId, media.ContentHash, media.Path, withAudio: true, ct);
        return AnalyzedVideo.Create(tenantId, media.ContentHash, found, media.Info.DurationSec, ct);
    }
}
