using Reelsight.Storage.Backup;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Backup;

/// <summary>A backup is whole, costs what is new, is verified byte by byte, and gives the same data folder back.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Tenant = "tenant-a";
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly ReelsightStores _stores;

    public BackupTests()
    {
        _stores = ReelsightStores.Open(Data, _clock);
        Directory.CreateDirectory(Path.Combine(Data, "vectors", Tenant));
        File.WriteAllText(Path.Combine(Data, "vectors", Tenant, "1.vectors"), "derived");
        File.WriteAllText(Path.Combine(Data, "media.key"), "secret");
    }

    private string Data => _folder.Combine("data");
    private string Backup => _folder.Combine("backup");
    private string Restored => _folder.Combine("restored");

    public void Dispose()
    {
        _stores.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_restored_folder_has_every_record_and_every_byte_and_nothing_that_is_derived()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await AddAssetAsync($"content {i}"));
        }
        var thumbnails = _stores.Blobs.GetDerivedFolder(Tenant, (await FindAsync(_stores, ids[0]))!.ContentHash!, "thumbnails");
        await File.WriteAllTextAsync(Path.Combine(thumbnails, "1.jpg"), "derived");
        var report = await BackUpAsync();
        Assert.Empty(report.Manifest.Faults);
        Assert.Equal(6, report.Manifest.FileCount); // five originals and the key
        Assert.Equal(report.Manifest.FileCount, BackupRestorer.Verify(Backup, null, default).FileCount);

        var restored = BackupRestorer.Restore(Backup, Restored, null, default);
        Assert.Equal(6, restored.CopiedFiles);
        using var stores = ReelsightStores.Open(Restored, _clock);
        for (var i = 0; i < 5; i++)
        {
            var asset = (await FindAsync(stores, ids[i]))!;
            Assert.Equal($"content {i}", await File.ReadAllTextAsync(stores.Blobs.FindPath(Tenant, asset.ContentHash!)!));
        }
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(Restored, "media.key")));
        string[] derived = ["1.jpg", "1.vectors"];
        Assert.DoesNotContain(Directory.GetFiles(Restored, "*", SearchOption.AllDirectories), file =>
            derived.Contains(Path.GetFileName(file))
        );
        foreach (var file in Directory.GetFiles(Backup, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows() && Path.GetFileName(file) != "backup.lock")
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task A_second_backup_copies_only_what_is_new_and_forgets_what_is_gone()
    {
        var first = await AddAssetAsync("first");
        await AddAssetAsync("second");
        await BackUpAsync();
        var hash = (await FindAsync(_stores, first))!.ContentHash!;
        await _stores.Assets.DeleteAsync(Tenant, first, true, _clock.GetUtcNow(), default);
        await _stores.Blobs.DeleteAsync(Tenant, hash, default);
        await AddAssetAsync("third");
        var report = await BackUpAsync();
        Assert.Equal((1, 2, 2), (report.CopiedFiles, report.ReusedFiles, report.Manifest.Number));
        Assert.DoesNotContain(Directory.GetFiles(Backup, "*", SearchOption.AllDirectories), file => Path.GetFileName(file) == hash);
        Assert.Single(Directory.GetFiles(Backup, "*.db"));
        Assert.Empty(report.Manifest.Faults);
        BackupRestorer.Verify(Backup, null, default);
    }

    [Fact]
    public async Task Writes_go_on_while_a_backup_is_made_and_the_backup_is_of_one_moment()
    {
        using var stop = new CancellationTokenSource();
        var count = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await AddAssetAsync($"content {count++}");
            }
        });
        while (Volatile.Read(ref count) < 20)
        {
            await Task.Yield();
        }
        var report = await BackUpAsync();
        await stop.CancelAsync();
        await writing;
        Assert.Empty(report.Manifest.Faults); // whatever the snapshot refers to was there to be copied
        BackupRestorer.Restore(Backup, Restored, null, default);
        using var stores = ReelsightStores.Open(Restored, _clock);
        var (page, found) = (1, 0);
        do
        {
            var rows = (await stores.Assets.ListAsync(Tenant, new AssetQuery(new PageWindow(page++, 50)), default)).Rows;
            Assert.All(rows, asset => Assert.NotNull(stores.Blobs.FindPath(Tenant, asset.ContentHash!)));
            found += rows.Count;
            if (rows.Count == 0)
            {
                break;
            }
        } while (true);
        Assert.InRange(found, 19, count); // the twentieth may be under way
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_in_a_backup_is_found_and_never_restored()
    {
        await AddAssetAsync("content");
        await BackUpAsync();
        foreach (var file in Directory.GetFiles(Backup, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
        {
            var whole = await File.ReadAllBytesAsync(file);
            FileDamage.Flip(file, whole.Length / 2);
            if (Path.GetFileName(file) != "backup.json") // its text may stay readable with another word in it
            {
                Assert.Contains("is damaged", Fails(() => BackupRestorer.Verify(Backup, null, default)), StringComparison.Ordinal);
                Assert.Contains(
                    "is damaged",
                    Fails(() => BackupRestorer.Restore(Backup, Restored, null, default)),
                    StringComparison.Ordinal
                );
                Assert.False(File.Exists(Path.Combine(Restored, "reelsight.db")));
            }
            await File.WriteAllBytesAsync(file, whole);
            if (Directory.Exists(Restored))
            {
                Directory.Delete(Restored, recursive: true);
            }
        }
        BackupRestorer.Verify(Backup, null, default);
    }

    [Fact]
    public async Task An_interrupted_restore_cannot_be_opened_and_goes_on_where_it_was()
    {
        for (var i = 0; i < 10; i++)
        {
            await AddAssetAsync($"content {i}");
        }
        await BackUpAsync();
        using var stop = new CancellationTokenSource();
        var progress = new Watch(at =>
        {
            if (at.CopiedFiles == 5)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => BackupRestorer.Restore(Backup, Restored, progress, stop.Token));
        Assert.Contains(
            "run reelsight restore again",
            Assert.Throws<DataFolderException>(() => ReelsightStores.Open(Restored, _clock)).Message
        );
        var report = BackupRestorer.Restore(Backup, Restored, null, default);
        Assert.InRange(report.ReusedFiles, 5, 6);
        ReelsightStores.Open(Restored, _clock).Dispose();
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_neither_backed_up_into_nor_restored_over()
    {
        await AddAssetAsync("content");
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "mine.txt"), "mine");
        var refused = await Assert.ThrowsAsync<BackupException>(BackUpAsync);
        Assert.Contains("is not empty and holds no backup", refused.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Backup, "mine.txt"));
        await BackUpAsync();
        Assert.Contains("is not empty", Fails(() => BackupRestorer.Restore(Backup, Data, null, default)), StringComparison.Ordinal);
        Assert.Contains("There is no backup", Fails(() => BackupRestorer.Restore(Restored, Data, null, default)), StringComparison.Ordinal);
        var inside = Path.Combine(Data, "backup");
        var nested = await Assert.ThrowsAsync<BackupException>(() => Writer().WriteAsync(inside, null, default));
        Assert.Contains("lie in each other", nested.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Originals_that_are_missing_or_damaged_are_named_and_stay_in_a_backup_that_has_them()
    {
        var (kept, gone, damaged) = (await AddAssetAsync("kept"), await AddAssetAsync("gone"), await AddAssetAsync("damaged"));
        File.Delete(await PathAsync(gone));
        FileDamage.Flip(await PathAsync(damaged), 0);
        var report = await BackUpAsync();
        Assert.Equal(2, report.Manifest.Faults.Count);
        Assert.Contains(report.Manifest.Faults, fault => fault.EndsWith("is missing", StringComparison.Ordinal));
        Assert.Contains(report.Manifest.Faults, fault =>
            fault.EndsWith("does not have the bytes that were stored", StringComparison.Ordinal)
        );

        File.Delete(await PathAsync(kept));
        report = await BackUpAsync();
        Assert.Equal(2, report.Manifest.Faults.Count);
        BackupRestorer.Restore(Backup, Restored, null, default);
        using var stores = ReelsightStores.Open(Restored, _clock);
        Assert.NotNull(stores.Blobs.FindPath(Tenant, (await FindAsync(stores, kept))!.ContentHash!));
    }

    [Fact]
    public async Task An_interrupted_backup_leaves_the_one_before_and_the_next_goes_on_with_what_is_copied()
    {
        await AddAssetAsync("first");
        await BackUpAsync();
        for (var i = 0; i < 10; i++)
        {
            await AddAssetAsync($"content {i}");
        }
        using var stop = new CancellationTokenSource();
        var progress = new Watch(at =>
        {
            if (at.CopiedFiles == 5)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Writer().WriteAsync(Backup, progress, stop.Token));
        Assert.Equal(1, BackupRestorer.Verify(Backup, null, default).Number);
        var report = await BackUpAsync();
        Assert.InRange(report.CopiedFiles, 4, 5);
        Assert.Equal(12, BackupRestorer.Verify(Backup, null, default).FileCount);
    }

    private static string Fails(Action action) => Assert.Throws<BackupException>(action).Message;

    private static Task<AssetRecord?> FindAsync(ReelsightStores stores, string id) => stores.Assets.FindAsync(Tenant, id, default);

    private async Task<string> PathAsync(string id) => _stores.Blobs.FindPath(Tenant, (await FindAsync(_stores, id))!.ContentHash!)!;

    private BackupWriter Writer() => new(Data, _stores.Snapshots, _clock);

    private Task<BackupReport> BackUpAsync() => Writer().WriteAsync(Backup, null, default);

    private async Task<string> AddAssetAsync(string content)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        var blob = await _stores.Blobs.PutAsync(Tenant, bytes, long.MaxValue, default);
        var asset = new AssetRecord
        {
            Id = _stores.Ids.Next(),
            TenantId = Tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Ready,
            Filename = "clip.mp4",
            FileType = "video/mp4",
            ContentHash = blob.ContentHash,
            SizeBytes = blob.SizeBytes,
            CreatedAt = _clock.GetUtcNow(),
            UpdatedAt = _clock.GetUtcNow(),
        };
        await _stores.Assets.AddAsync(asset, null, default);
        return asset.Id;
    }

    private sealed class Watch(Action<BackupProgress> see) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => see(value);
    }
}
