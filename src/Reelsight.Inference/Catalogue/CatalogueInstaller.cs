using System.Security.Cryptography;
using Reelsight.Inference.Hub;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>
/// Installs a pack by its name: fetches, verifies, makes the manifest, runs the models and puts it into the store. Until that is done the
/// store is as it was, and afterwards no network is needed.
/// </summary>
/// <param name="store">Where it goes.</param>
/// <param name="hub">The hub that is asked.</param>
/// <param name="check">Runs the models.</param>
/// <param name="background">Measures what unrelated images look like to an image-text model.</param>
/// <param name="progress">Told about each step.</param>
public sealed class CatalogueInstaller(
    ModelStore store,
    ModelHub hub,
    IUserPackCheck check,
    IBackgroundMeter background,
    IProgress<PackProgress>? progress = null
)
{
    private readonly SourceFetcher _fetcher = new(store, hub, progress);

    /// <summary>Installs a pack of the catalogue, or of a repository.</summary>
    /// <exception cref="ModelStoreException">It cannot be had or used; the message says what to do. Nothing was changed.</exception>
    public async Task<UserPack> InstallAsync(CataloguePack pack, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var fetched = await _fetcher.FetchAsync(
            pack,
            _ => pack.Source.Files.Count > 0 ? [.. pack.Source.Files.Keys] : ImageTextLayout.Files,
            ct
        );
        var installed = await InstallAsync(pack, fetched, ct);
        _fetcher.DeleteLeftovers(pack);
        return installed;
    }

    /// <summary>Installs an image-text model whose files lie in a folder in the published layout, without a manifest.</summary>
    /// <param name="folder">The folder; it stays as it is.</param>
    /// <param name="ct">Cancels the work; nothing is changed then.</param>
    /// <exception cref="ModelStoreException">It cannot be used; the message says why. Nothing was changed.</exception>
    public Task<UserPack> InstallFolderAsync(string folder, CancellationToken ct)
    {
        var weights = ImageTextLayout.Files.SelectMany(file => SourceFetcher.FindWeights(folder, file)).Distinct(StringComparer.Ordinal);
        var pack = ModelCatalogue.CreateForFolder(folder);
        return InstallAsync(pack, new FetchedFiles(folder, [.. ImageTextLayout.Files, .. weights], pack.Source.ToString(), null), ct);
    }

    /// <summary>Whether a folder holds an image-text model in the published layout.</summary>
    public static bool HasLayout(string folder) => ImageTextLayout.IsIn(folder);

    private Task<UserPack> InstallAsync(CataloguePack pack, FetchedFiles fetched, CancellationToken ct)
    {
        var manifest = new UserPack
        {
            Name = pack.Name,
            Licence = new[] { pack.Licence, fetched.Licence ?? "" }.FirstOrDefault(licence => licence.Length > 0, "not stated"),
            Source = fetched.Origin,
            Files = fetched.Paths.ToDictionary(path => GetName(pack, path), _ => ""),
            Speech = pack.Speech,
            Detector = pack.Detector,
            Visual = pack.Role == CatalogueRoles.ImageText ? ImageTextLayout.Read(fetched.Folder) : null,
        };
        if (manifest.Visual is { } visual)
        {
            manifest = manifest with { Files = manifest.Files.Append(new(visual.Background, "")).ToDictionary() };
        }

        return store.UserPacks.FindViolation(manifest) is { } broken
            ? throw new ModelStoreException($"{fetched.Origin} cannot be used: {broken}")
            : store.UserPacks.InstallAsync(manifest, (scratch, token) => PlaceAsync(pack, manifest, fetched, scratch, token), check, ct);
    }

    private async Task<UserPack> PlaceAsync(
        CataloguePack pack,
        UserPack manifest,
        FetchedFiles fetched,
        string scratch,
        CancellationToken ct
    )
    {
        var complete = manifest;
        await UserPackStore.WithStoreExceptionAsync(manifest.Name, async () =>
            complete = await PlaceFilesAsync(pack, manifest, fetched, scratch, ct)
        );
        return complete;
    }

    private async Task<UserPack> PlaceFilesAsync(
        CataloguePack pack,
        UserPack manifest,
        FetchedFiles fetched,
        string scratch,
        CancellationToken ct
    )
    {
        foreach (var path in fetched.Paths)
        {
            var (from, to) = (Path.Combine(fetched.Folder, path), PackFileNames.Combine(scratch, GetName(pack, path)));
            if (PackFileNames.FindLink(fetched.Folder, path) is { } link)
            {
                throw new ModelStoreException($"{link} is a link; put the file itself there.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }

        if (manifest.Visual is { } visual)
        {
            Report(pack, "measuring unrelated images");
            PackNetworkCheck.Run(manifest, scratch);
            var vectors = await background.MeasureAsync(manifest, scratch, ct);
            await File.WriteAllBytesAsync(PackFileNames.Combine(scratch, visual.Background), vectors, ct);
        }

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in manifest.Files.Keys)
        {
            hashes[file] = await HashAsync(PackFileNames.Combine(scratch, file), ct);
        }

        var complete = manifest with { Files = hashes };
        await UserPackStore.WriteManifestAsync(complete, scratch, ct);
        Report(pack, "running the models");
        return complete;
    }

    private static string GetName(CataloguePack pack, string path) => pack.Source.Files.GetValueOrDefault(path, path);

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        var stream = File.OpenRead(path);
        await using (stream)
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        }
    }

    private void Report(CataloguePack pack, string step) =>
        progress?.Report(new PackProgress(pack.Name, Math.Max(1, pack.Bytes), Math.Max(1, pack.Bytes), step));
}
