using System.Text.Json.Serialization.Metadata;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Telemetry;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Describes video and audio files: runs the stages that have no stored output yet, visual and audio side by side, and stores the
/// description for search. Jobs about the same bytes wait for each other, so that no stage runs twice.
/// </summary>
public sealed class Describer(
    IStageOutputStore stages,
    IDescriptionStore descriptions,
    IVisualSpaceStore spaces,
    IBlobStore blobs,
    MediaProbe probe,
    VisualStage visualStage,
    AudioStage audioStage,
    InferenceModels models
)
{
    private readonly KeyedLocks _locks = new();

    /// <summary>Version of the description of a media content in a joint space.</summary>
    public static string FormatVersion(string jointSpace, bool withAudio) =>
        $"{VisualStage.Name}-{VisualStage.FormatVersion(jointSpace)}" + (withAudio ? $"+{AudioStage.Name}-{AudioStage.Version}" : "");

    /// <summary>Whether a version includes the audio stage.</summary>
    public static bool IncludesAudio(string version) => version.Contains($"+{AudioStage.Name}-", StringComparison.Ordinal);

    /// <summary>Describes a media content in each space in use and stores the descriptions for search.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task IndexAsync(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string path,
        bool withAudio,
        CancellationToken ct
    )
    {
        foreach (var space in models.GetSpacesInUse(spaces.FindActive(tenantId)))
        {
            await IndexAsync(progress, tenantId, contentHash, path, withAudio, space, ct);
        }
    }

    /// <summary>
    /// Describes a media content in one space and stores the description for search. Stored outputs of other spaces are reused: only the
    /// frames are embedded anew.
    /// </summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task IndexAsync(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string path,
        bool withAudio,
        string space,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        var (description, version) = await FindOrDescribeAsync(
            progress,
            tenantId,
            contentHash,
            path,
            withAudio,
            models.GetVectorSpace(space),
            ct
        );
        await PipelineTelemetry.Stages.RunAsync("index", () =>
            descriptions.PutAsync(tenantId, contentHash, version, description with { Space = space }, ct)
        );
    }

    /// <summary>
    /// Describes a media content, indexed or not, in the space that the tenant searches, without storing the description for search. Stored
    /// stage outputs are reused.
    /// </summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<MediaDescription> DescribeAsync(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string path,
        bool withAudio,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        return (
            await FindOrDescribeAsync(
                progress,
                tenantId,
                contentHash,
                path,
                withAudio,
                models.GetVectorSpace(spaces.FindActive(tenantId)),
                ct
            )
        ).Found;
    }

    /// <summary>Runs only the audio stage on a media content; a stored output is reused.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<AudioDescription> TranscribeAsync(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string path,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        progress.Begin(AudioStage.Name);
        var info = await PipelineTelemetry.Stages.RunAsync("probe", () => probe.ProbeAsync(path, ct));
        return await RunStageAsync(
            progress,
            tenantId,
            contentHash,
            AudioStage.Name,
            AudioStage.Version,
            DescriptionJson.Default.AudioDescription,
            () => audioStage.RunAsync(info, f => progress.Report(AudioStage.Name, f), ct),
            ct
        );
    }

    /// <summary>The stored output of the audio stage, or null when it has not run.</summary>
    public async Task<AudioDescription?> FindTranscriptionAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await stages.FindAsync(tenantId, contentHash, AudioStage.Name, AudioStage.Version, ct) is { } stored
            ? StageOutputSerializer.Deserialize(stored, DescriptionJson.Default.AudioDescription)
            : null;

    private async Task<(MediaDescription Found, string Version)> FindOrDescribeAsync(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string path,
        bool withAudio,
        string jointSpace,
        CancellationToken ct
    )
    {
        // All indexes share one description of a media content, so audio that another index asked for stays in it.
        withAudio |= await stages.FindAsync(tenantId, contentHash, AudioStage.Name, AudioStage.Version, ct) is not null;
        progress.Begin(withAudio ? [VisualStage.Name, AudioStage.Name] : [VisualStage.Name]);
        var info = await PipelineTelemetry.Stages.RunAsync("probe", () => probe.ProbeAsync(path, ct));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var visualTask = CancelOthersOnFailure(RunVisualAsync(), both);
        var audioTask = CancelOthersOnFailure(RunAudioAsync(), both);
        // Wait for both before reading either result: nothing of a failed job may still be running.
        await Task.WhenAll(visualTask, audioTask);

        if (info.Video is null && withAudio && (await audioTask)!.EndSec == 0)
        {
            throw new MediaException(FailureCodes.FileBroken, "The file holds neither a picture nor sound that can be decoded.");
        }

        progress.Begin("index");
        var description = MediaDescriptionBuilder.Build(info, await visualTask, await audioTask, models);
        return (description, FormatVersion(jointSpace, withAudio));

        async Task<VisualDescription?> RunVisualAsync() =>
            info.Video is null
                ? null
                : await RunStageAsync(
                    progress,
                    tenantId,
                    contentHash,
                    VisualStage.Name,
                    VisualStage.FormatVersion(jointSpace),
                    DescriptionJson.Default.VisualDescription,
                    DescribeFramesAsync,
                    both.Token
                );

        async Task<VisualDescription> DescribeFramesAsync()
        {
            var space = models.OpenSpace(jointSpace);
            return await FindVisualDescriptionAsync(tenantId, contentHash, both.Token) is { } known
                ? await visualStage.EmbedAsync(info, known, space, f => progress.Report(VisualStage.Name, f), both.Token)
                : await visualStage.RunAsync(
                    info,
                    space,
                    blobs.GetDerivedFolder(tenantId, contentHash, PlaybackFiles.ThumbnailKind),
                    f => progress.Report(VisualStage.Name, f),
                    both.Token
                );
        }

        async Task<AudioDescription?> RunAudioAsync() =>
            !withAudio
                ? null
                : await RunStageAsync(
                    progress,
                    tenantId,
                    contentHash,
                    AudioStage.Name,
                    AudioStage.Version,
                    DescriptionJson.Default.AudioDescription,
                    () => audioStage.RunAsync(info, f => progress.Report(AudioStage.Name, f), both.Token),
                    both.Token
                );
    }

    // The output of the visual stage of the same version for any other space.
    private async Task<VisualDescription?> FindVisualDescriptionAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        foreach (var jointSpace in models.SpaceNames)
        {
            if (await stages.FindAsync(tenantId, contentHash, VisualStage.Name, VisualStage.FormatVersion(jointSpace), ct) is { } stored)
            {
                return StageOutputSerializer.Deserialize(stored, DescriptionJson.Default.VisualDescription);
            }
        }

        return null;
    }

    private async Task<T> RunStageAsync<T>(
        IStageProgress progress,
        string tenantId,
        string contentHash,
        string stage,
        string version,
        JsonTypeInfo<T> type,
        Func<Task<T>> run,
        CancellationToken ct
    )
    {
        if (await stages.FindAsync(tenantId, contentHash, stage, version, ct) is { } stored)
        {
            progress.Report(stage, 1);
            return StageOutputSerializer.Deserialize(stored, type);
        }
        var output = await PipelineTelemetry.Stages.RunAsync(stage, () => Task.Run(run, ct));
        await stages.PutAsync(tenantId, contentHash, stage, version, StageOutputSerializer.Serialize(output, type), ct);
        progress.Report(stage, 1);
        return output;
    }

    private static async Task<T> CancelOthersOnFailure<T>(Task<T> stage, CancellationTokenSource others)
    {
        try
        {
            return await stage;
        }
        catch
        {
            await others.CancelAsync();
            throw;
        }
    }
}
