using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>
/// Runs the describing stages that have no stored output yet, picture and sound side by side, and puts what they found where
/// search reads it. Two jobs about the same bytes wait for each other, so nothing is described twice.
/// </summary>
public sealed class Describer(
    IStageStore stages,
    IDescribedStore described,
    ISpaceStore spaces,
    IBlobStore blobs,
    MediaProbe probe,
    PictureStage picture,
    SoundStage sound,
    DescriberModels models
)
{
    private readonly KeyedLocks _locks = new();

    /// <summary>Version of everything that describes a content in a joint space.</summary>
    public static string VersionOf(string jointSpace, bool withSound) =>
        $"{PictureStage.Name}-{PictureStage.VersionIn(jointSpace)}" + (withSound ? $"+{SoundStage.Name}-{SoundStage.Version}" : "");

    /// <summary>Whether sound was described in a version.</summary>
    public static bool IsWithSound(string version) => version.Contains($"+{SoundStage.Name}-", StringComparison.Ordinal);

    /// <summary>Describes a content and puts the result where search reads it, and where it will.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task IndexAsync(JobContext context, string tenantId, string contentHash, string path, bool withSound, CancellationToken ct)
    {
        foreach (var space in models.SpacesInUse(spaces.Searched(tenantId)))
        {
            await IndexAsync(context, tenantId, contentHash, path, withSound, space, ct);
        }
    }

    /// <summary>
    /// The same for one space. What is known already of the content is used: in another space, only the frames are placed anew.
    /// </summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task IndexAsync(
        JobContext context,
        string tenantId,
        string contentHash,
        string path,
        bool withSound,
        string space,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        var (found, version) = await FindOrDescribeAsync(context, tenantId, contentHash, path, withSound, models.VectorsOf(space), ct);
        await described.PutAsync(tenantId, contentHash, version, found with { Space = space }, ct);
    }

    /// <summary>
    /// Describes a content that need not belong to an index; in the space that the tenant searches; what is stored already is not done
    /// again.
    /// </summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<Described> DescribeAsync(
        JobContext context,
        string tenantId,
        string contentHash,
        string path,
        bool withSound,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        return (
            await FindOrDescribeAsync(context, tenantId, contentHash, path, withSound, models.VectorsOf(spaces.Searched(tenantId)), ct)
        ).Found;
    }

    /// <summary>Listens to a content without looking at it; what was heard before is not listened to again.</summary>
    /// <exception cref="PermanentFailureException">The file cannot be decoded.</exception>
    public async Task<SoundDescription> HearAsync(
        JobContext context,
        string tenantId,
        string contentHash,
        string path,
        CancellationToken ct
    )
    {
        using var _ = await _locks.EnterAsync($"{tenantId}/{contentHash}", ct);
        context.Begin(SoundStage.Name);
        try
        {
            var info = await probe.ProbeAsync(path, ct);
            return await StageAsync(
                context,
                tenantId,
                contentHash,
                SoundStage.Name,
                SoundStage.Version,
                () => sound.RunAsync(info, f => context.Report(SoundStage.Name, f), ct),
                ct
            );
        }
        catch (MediaException e) when (e.Code != MediaErrorCodes.ToolFailed)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Sentence), e);
        }
    }

    /// <summary>What was heard in a content, or null when nobody listened to it yet.</summary>
    public async Task<SoundDescription?> FindHeardAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await stages.FindAsync(tenantId, contentHash, SoundStage.Name, SoundStage.Version, ct) is { } stored
            ? StageOutput.Read<SoundDescription>(stored)
            : null;

    private async Task<(Described Found, string Version)> FindOrDescribeAsync(
        JobContext context,
        string tenantId,
        string contentHash,
        string path,
        bool withSound,
        string jointSpace,
        CancellationToken ct
    )
    {
        // What another index had heard in these bytes stays known: a content is one, whichever index asks for it.
        withSound |= await stages.FindAsync(tenantId, contentHash, SoundStage.Name, SoundStage.Version, ct) is not null;
        context.Begin(withSound ? [PictureStage.Name, SoundStage.Name] : [PictureStage.Name]);
        try
        {
            var info = await probe.ProbeAsync(path, ct);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var seen = StopOthersOnFailure(PictureAsync(), both);
            var heard = StopOthersOnFailure(SoundAsync(), both);
            // Wait for both before looking at either: nothing of a failed job may still be running.
            await Task.WhenAll(seen, heard);

            if (info.Video is null && withSound && (await heard)!.EndSec == 0)
            {
                throw new MediaException(MediaErrorCodes.FileBroken, "The file holds neither a picture nor sound that can be decoded.");
            }

            context.Begin("index");
            var found = DescribedAssembly.Assemble(info, await seen, await heard, models);
            return (found, VersionOf(jointSpace, withSound));

            async Task<PictureDescription?> PictureAsync() =>
                info.Video is null
                    ? null
                    : await StageAsync(
                        context,
                        tenantId,
                        contentHash,
                        PictureStage.Name,
                        PictureStage.VersionIn(jointSpace),
                        LookAsync,
                        both.Token
                    );

            async Task<PictureDescription> LookAsync()
            {
                var space = models.Space(jointSpace);
                return await FindSeenAsync(tenantId, contentHash, both.Token) is { } known
                    ? await picture.PlaceAsync(info, known, space, f => context.Report(PictureStage.Name, f), both.Token)
                    : await picture.RunAsync(
                        info,
                        space,
                        blobs.DerivedFolder(tenantId, contentHash, StreamFiles.ThumbnailKind),
                        f => context.Report(PictureStage.Name, f),
                        both.Token
                    );
            }

            async Task<SoundDescription?> SoundAsync() =>
                !withSound
                    ? null
                    : await StageAsync(
                        context,
                        tenantId,
                        contentHash,
                        SoundStage.Name,
                        SoundStage.Version,
                        () => sound.RunAsync(info, f => context.Report(SoundStage.Name, f), both.Token),
                        both.Token
                    );
        }
        catch (MediaException e) when (e.Code != MediaErrorCodes.ToolFailed)
        {
            throw new PermanentFailureException(new Failure(e.Code, e.Sentence), e);
        }
    }

    // What these describers saw when they placed it in any other space.
    private async Task<PictureDescription?> FindSeenAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        foreach (var jointSpace in models.SpaceNames)
        {
            if (await stages.FindAsync(tenantId, contentHash, PictureStage.Name, PictureStage.VersionIn(jointSpace), ct) is { } stored)
            {
                return StageOutput.Read<PictureDescription>(stored);
            }
        }

        return null;
    }

    private async Task<T> StageAsync<T>(
        JobContext context,
        string tenantId,
        string contentHash,
        string stage,
        string version,
        Func<Task<T>> run,
        CancellationToken ct
    )
    {
        if (await stages.FindAsync(tenantId, contentHash, stage, version, ct) is { } stored)
        {
            context.Report(stage, 1);
            return StageOutput.Read<T>(stored);
        }
        var output = await Task.Run(run, ct);
        await stages.PutAsync(tenantId, contentHash, stage, version, StageOutput.Write(output), ct);
        context.Report(stage, 1);
        return output;
    }

    private static async Task<T> StopOthersOnFailure<T>(Task<T> stage, CancellationTokenSource others)
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
