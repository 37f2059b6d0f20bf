namespace Reelsight.Inference.Packs;

/// <summary>Downloads packages with the .NET command, which knows feeds, proxy and credentials of this machine.</summary>
internal sealed class NuGetPackageSource(string dotnet, TimeSpan timeout, TimeProvider time) : IPackageSource
{
    public async Task<string> FetchAsync(ModelPack pack, string scratch, CancellationToken ct)
    {
        // A project with this package only, isolated from build files in the folders above.
        var project = Path.Combine(scratch, "fetch.csproj");
        var packages = Path.Combine(scratch, "packages");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageDownload Include="{pack.Package}" Version="[{pack.Version}]" /></ItemGroup>
            </Project>
            """,
            ct
        );
        string[] apart =
        [
            "-p:ImportDirectoryBuildProps=false",
            "-p:ImportDirectoryBuildTargets=false",
            "-p:ImportDirectoryPackagesProps=false",
            "-nodeReuse:false",
        ];
        var client = new RegistryClient("NuGet", dotnet, "install the .NET 10 SDK", timeout, time);
        await client.RunAsync(pack, scratch, ["restore", project, "--packages", packages, .. apart], ct);
        return client.GetDeliveredFile(pack, Path.Combine(packages, pack.Package.ToLowerInvariant(), pack.Version, pack.TarballName));
    }
}
