using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Packs;

/// <summary>A store in a folder of its own that takes small, real tarballs from a folder beside it.</summary>
internal sealed class TestPacks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reelsight-packs-").FullName;
    private readonly List<ModelPack> _packs = [];

    public TestPacks() => Directory.CreateDirectory(From);

    public string Root => Path.Combine(_folder, "store");

    public string From => Path.Combine(_folder, "from");

    public ModelStoreOptions Options =>
        new()
        {
            Root = Root,
            PacksFrom = From,
            Manifest = new PackManifest { Packs = [.. _packs] },
        };

    public ModelStore Store => new(Options);

    /// <summary>Makes a NuGet package with entries of the given names, of which the pack uses those named.</summary>
    public ModelPack AddNuGet(string id, IReadOnlyDictionary<string, string> entries, params string[] files) =>
        Add(id, Zip(entries.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value))), files, pack =>
            pack with
            {
                Registry = ModelPack.NuGet,
                Package = $"Test.{id}",
            }
        );

    /// <summary>Makes a NuGet package with one assembly, of whose resources the pack uses those named.</summary>
    public ModelPack AddAssembly(string id, string path, byte[] assembly, params string[] files) =>
        Add(id, Zip(new Dictionary<string, byte[]> { [path] = assembly }), files, pack =>
            pack with
            {
                Registry = ModelPack.NuGet,
                Package = $"Test.{id}",
                Assembly = path,
            }
        );

    /// <summary>Makes a tarball with entries of the given names, of which the pack uses those named.</summary>
    public ModelPack Add(string id, IReadOnlyDictionary<string, string> entries, params string[] files) =>
        Add(id, Tarball(entries), files, pack => pack);

    private ModelPack Add(string id, byte[] tarball, string[] files, Func<ModelPack, ModelPack> finish)
    {
        var pack = finish(
            new ModelPack
            {
                Id = id,
                Role = "test",
                Package = $"@test/{id}",
                Version = "1.0.0",
                Licence = "MIT",
                Bytes = tarball.Length,
                Integrity = $"sha512-{Convert.ToBase64String(SHA512.HashData(tarball))}",
                Files = files,
            }
        );
        _packs.Add(pack);
        File.WriteAllBytes(TarballOf(pack), tarball);
        return pack;
    }

    public ModelPack Add(string id) =>
        Add(
            id,
            new Dictionary<string, string>
            {
                ["package/a.txt"] = $"a of {id}",
                ["package/deep/b.txt"] = $"b of {id}",
                ["package/unused.txt"] = "unused",
            },
            "a.txt",
            "deep/b.txt"
        );

    public string TarballOf(ModelPack pack) => Path.Combine(From, pack.TarballName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Zip(IReadOnlyDictionary<string, byte[]> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Tarball(IReadOnlyDictionary<string, string> entries)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zipped, TarEntryFormat.Ustar))
        {
            foreach (var (name, text) in entries)
            {
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) }
                );
            }
        }

        return bytes.ToArray();
    }
}
