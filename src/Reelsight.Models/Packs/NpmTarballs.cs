namespace Reelsight.Models.Packs;

/// <summary>Tarballs downloaded by the npm client, which knows registry, proxy and credentials of this machine.</summary>
internal sealed class NpmTarballs(string npm, TimeSpan timeout, TimeProvider time) : ITarballSource
{
    public async Task<string> GetAsync(ModelPack pack, string scratch, CancellationToken ct)
    {
        var client = new RegistryClient("npm", npm, "install Node.js with npm", timeout, time);
        await client.RunAsync(
            pack,
            scratch,
            ["pack", pack.Coordinates, "--pack-destination", scratch, "--ignore-scripts", "--loglevel=error", "--fund=false"],
            ct
        );
        return client.Delivered(pack, Path.Combine(scratch, pack.TarballName));
    }
}
