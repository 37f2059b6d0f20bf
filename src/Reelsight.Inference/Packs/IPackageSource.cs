namespace Reelsight.Inference.Packs;

/// <summary>Where tarballs come from. What it delivers is not trusted: the installer checks the hash.</summary>
internal interface IPackageSource
{
    /// <summary>Delivers the tarball of a pack and returns its path, which may lie in <paramref name="scratch"/>.</summary>
    /// <exception cref="ModelStoreException">It cannot be had; the message says what helps.</exception>
    Task<string> FetchAsync(ModelPack pack, string scratch, CancellationToken ct);
}
