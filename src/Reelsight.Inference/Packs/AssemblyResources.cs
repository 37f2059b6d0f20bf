using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Reelsight.Inference.Packs;

/// <summary>Reads the resources of a .NET assembly as data: nothing of it is loaded or run.</summary>
internal static class AssemblyResources
{
    /// <summary>Writes resources to files of the same names.</summary>
    /// <param name="assembly">Path of the assembly.</param>
    /// <param name="names">Names of the resources.</param>
    /// <param name="folder">Where the files go.</param>
    /// <returns>The names that the assembly lacks.</returns>
    /// <exception cref="ModelStoreException">The file is no .NET assembly, or a broken one.</exception>
    public static IReadOnlyCollection<string> Extract(string assembly, IReadOnlyList<string> names, string folder)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            var metadata = file.GetMetadataReader();
            var start = file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
            foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
            {
                var name = metadata.GetString(resource.Name);
                if (resource.Implementation.IsNil && wanted.Remove(name))
                {
                    // A resource is its length in four bytes and then its bytes.
                    var reader = file.GetSectionData(checked((int)(start + resource.Offset))).GetReader();
                    File.WriteAllBytes(Path.Combine(folder, name), reader.ReadBytes(reader.ReadInt32()));
                }
            }
        }
        catch (Exception cause)
            when (cause is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new ModelStoreException($"{Path.GetFileName(assembly)} is no .NET assembly that can be read.", cause);
        }

        return wanted;
    }
}
