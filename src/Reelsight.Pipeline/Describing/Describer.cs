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
/// Runs the describing stages that have no stored output yet, picture and sound side by side, and puts what they found where
/// search reads it. Two jobs about the same bytes wait for each other, so nothing is described twice.
/// </summary>
public sealed class Describer(
    IStageOutputStore stages,
    IDescriptionStore described,
    IVisualSpaceStore spaces,
    IBlobStore blobs,
    MediaProbe probe,
    VisualStage picture,
    AudioStage sound,
    InferenceModels models
)
{
    private readonly KeyedLocks _locks = new();

    /// <summary>Version of everything that describes a content in a joint space.</summary>
    public static string FormatVersion(string jointSpace, bool withAudio) =>
        $"{VisualStage.Name}-{VisualStage.FormatVersion(jointSpace)}" + (withAudio ? $"+{AudioStage.Name}-{AudioStage.Version}" : "");

    /// <summary>Whether sound was described in a version.</summary>
    public static bool IncludesAudio(string version) => version.Contains($"+{AudioStage.Name}-", StringComparison.Ordinal);

    /// <summary>Describes a content and puts the result where search reads it, and where it will.</summary>
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
    /// The same for one space. What is known already of the content is used: in another space, only the frames are placed anew.
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
        var (found, version) = await FindOrDescribeAsync(
            progress,
            tenantId,
            contentHash,
            path,
            withAudio,
            models.GetVectorSpace(space),
            ct
        );
        await PipelineTelemetry.Stages.RunAsync("index", () =>
            described.PutAsync(tenantId, contentHash, version, found with { Space = space }, ct)
        );
    }

    /// <summary>
    /// Describes a content that need not belong to an index; in the space that the tenant searches; what is stored already is not done
    /// again.
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

    /// <summary>Listens to a content without looking at it; what was heard before is not listened to again.</summary>
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
            () => sound.RunAsync(info, f => progress.Report(AudioStage.Name, f), ct),
            ct
        );
    }

    /// <summary>What was heard in a content, or null when nobody listened to it yet.</summary>
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
        // What another index had heard in these bytes stays known: a content is one, whichever index asks for it.
        withAudio |= await stages.FindAsync(tenantId, contentHash, AudioStage.Name, AudioStage.Version, ct) is not null;
        progress.Begin(withAudio ? [VisualStage.Name, AudioStage.Name] : [VisualStage.Name]);
        var info = await PipelineTelemetry.Stages.RunAsync("probe", () => probe.ProbeAsync(path, ct));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var visualTask = CancelOthersOnFailure(PictureAsync(), both);
        var audioTask = CancelOthersOnFailure(SoundAsync(), both);
        // Wait for both before looking at either: nothing of a failed job may still be running.
        await Task.WhenAll(visualTask, audioTask);

        if (info.Video is null && withAudio && (await audioTask)!.EndSec == 0)
        {
            throw new MediaException(FailureCodes.FileBroken, "The file holds neither a picture nor sound that can be decoded.");
        }

        progress.Begin("index");
        var found = MediaDescriptionBuilder.Build(info, await visualTask, await audioTask, models);
        return (found, FormatVersion(jointSpace, withAudio));

        async Task<VisualDescription?> PictureAsync() =>
            info.Video is null
                ? null
                : await RunStageAsync(
                    progress,
                    tenantId,
                    contentHash,
                    VisualStage.Name,
                    VisualStage.FormatVersion(jointSpace),
                    DescriptionJson.Default.VisualDescription,
                    LookAsync,
                    both.Token
                );

        async Task<VisualDescription> LookAsync()
        {
            var space = models.OpenSpace(jointSpace);
            return await FindVisualDescriptionAsync(tenantId, contentHash, both.Token) is { } known
                ? await picture.EmbedAsync(info, known, space, f => progress.Report(VisualStage.Name, f), both.Token)
                : await picture.RunAsync(
                    info,
                    space,
                    blobs.GetDerivedFolder(tenantId, contentHash, PlaybackFiles.ThumbnailKind),
                    f => progress.Report(VisualStage.Name, f),
                    both.Token
                );
        }

        async Task<AudioDescription?> SoundAsync() =>
            !withAudio
                ? null
                : await RunStageAsync(
                    progress,
                    tenantId,
                    contentHash,
                    AudioStage.Name,
                    AudioStage.Version,
                    DescriptionJson.Default.AudioDescription,
                    () => sound.RunAsync(info, f => progress.Report(AudioStage.Name, f), both.Token),
                    both.Token
                );
    }

    // What these describers saw when they placed it in any other space.
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
