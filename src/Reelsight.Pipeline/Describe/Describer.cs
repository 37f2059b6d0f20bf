using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>
/// Runs the describing stages that have no stored output yet, picture and sound side by side, and puts what they found where
/// search reads it. Two jobs about the same bytes wait for each other, so nothing is described twice.
/// </summary>
public sealed class Describer(
    IStageStore stages, IDescribedStore described, IBlobStore blobs, MediaProbe probe, PictureStage picture, SoundStage sound, DescriberModels models)
{
    private readonly KeyedLocks _locks = new();

    /// <summary>Version of everything that describes a content; a new one stands beside the old until it is complete.</summary>
    public string VersionOf(bool withSound) => $"{PictureStage.Name}-{PictureVersion}" + (withSound ? $"+{SoundStage.Name}-{SoundStage.Version}" : "");

    private string PictureVersion => PictureStage.VersionIn(models.JointSpaceName);

    /// <summary>Describes a content and puts the result where search reads it.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task IndexAsync(JobContext context, string tenantId, string contentHash, string path, bool withSound, CancellationToken ct)
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct).ConfigureAwait(false);
        var (found, version) = await FindOrDescribeAsync(context, tenantId, contentHash, path, withSound, ct).ConfigureAwait(false);
        await described.PutAsync(tenantId, contentHash, version, found, ct).ConfigureAwait(false);
    }

    /// <summary>Describes a content that need not belong to an index; what is stored already is not done again.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<Described> DescribeAsync(JobContext context, string tenantId, string contentHash, string path, bool withSound, CancellationToken ct)
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct).ConfigureAwait(false);
        return (await FindOrDescribeAsync(context, tenantId, contentHash, path, withSound, ct).ConfigureAwait(false)).Found;
    }

    /// <summary>Listens to a content without looking at it; what was heard before is not listened to again.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<SoundDescription> HearAsync(JobContext context, string tenantId, string contentHash, string path, CancellationToken ct)
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct).ConfigureAwait(false);
        context.Begin(SoundStage.Name);
        try
        {
            var info = await probe.ProbeAsync(path, ct).ConfigureAwait(false);
            return await StageAsync(context, tenantId, contentHash, SoundStage.Name, SoundStage.Version,
                () => sound.RunAsync(info, f => context.Report(SoundStage.Name, f), ct), ct).ConfigureAwait(false);
        }
        catch (MediaException e) when (e.Code != MediaErrorCodes.ToolFailed)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Sentence), e);
        }
    }

    /// <summary>What was heard in a content, or null when nobody listened to it yet.</summary>
    public async Task<SoundDescription?> FindHeardAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await stages.FindAsync(tenantId, contentHash, SoundStage.Name, SoundStage.Version, ct).ConfigureAwait(false) is { } stored
            ? StageOutput.Read<SoundDescription>(stored)
            : null;

    private async Task<(Described Found, string Version)> FindOrDescribeAsync(
        JobContext context, string tenantId, string contentHash, string path, bool withSound, CancellationToken ct)
    {
        // What another index had heard in these bytes stays known: a content is one, whichever index asks for it.
        withSound |= await stages.FindAsync(tenantId, contentHash, SoundStage.Name, SoundStage.Version, ct).ConfigureAwait(false) is not null;
        context.Begin(withSound ? [PictureStage.Name, SoundStage.Name] : [PictureStage.Name]);
        try
        {
            var info = await probe.ProbeAsync(path, ct).ConfigureAwait(false);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var seen = StopOthersOnFailure(PictureAsync(), both);
            var heard = StopOthersOnFailure(SoundAsync(), both);
            // Wait for both before looking at either: nothing of a failed job may still be running.
            await Task.WhenAll(seen, heard).ConfigureAwait(false);

            if (info.Video is null && withSound && (await heard.ConfigureAwait(false))!.EndSec == 0)
                throw new MediaException(MediaErrorCodes.FileBroken, "The file holds neither a picture nor sound that can be decoded.");
            context.Begin("index");
            var found = DescribedAssembly.Assemble(info, await seen.ConfigureAwait(false), await heard.ConfigureAwait(false), models);
            return (found, VersionOf(withSound));

            async Task<PictureDescription?> PictureAsync() => info.Video is null
                ? null
                : await StageAsync(context, tenantId, contentHash, PictureStage.Name, PictureVersion,
                    () => picture.RunAsync(info, blobs.DerivedFolder(tenantId, contentHash, StreamFiles.ThumbnailKind), f => context.Report(PictureStage.Name, f), both.Token), both.Token).ConfigureAwait(false);

            async Task<SoundDescription?> SoundAsync() => !withSound
                ? null
                : await StageAsync(context, tenantId, contentHash, SoundStage.Name, SoundStage.Version,
                    () => sound.RunAsync(info, f => context.Report(SoundStage.Name, f), both.Token), both.Token).ConfigureAwait(false);
        }
        catch (MediaException e) when (e.Code != MediaErrorCodes.ToolFailed)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Sentence), e);
        }
    }

    private async Task<T> StageAsync<T>(
        JobContext context, string tenantId, string contentHash, string stage, string version, Func<Task<T>> run, CancellationToken ct)
    {
        if (await stages.FindAsync(tenantId, contentHash, stage, version, ct).ConfigureAwait(false) is { } stored)
        {
            context.Report(stage, 1);
            return StageOutput.Read<T>(stored);
        }
        var output = await Task.Run(run, ct).ConfigureAwait(false);
        await stages.PutAsync(tenantId, contentHash, stage, version, StageOutput.Write(output), ct).ConfigureAwait(false);
        context.Report(stage, 1);
        return output;
    }

    private static async Task<T> StopOthersOnFailure<T>(Task<T> stage, CancellationTokenSource others)
    {
        try { return await stage.ConfigureAwait(false); }
        catch
        {
            await others.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
