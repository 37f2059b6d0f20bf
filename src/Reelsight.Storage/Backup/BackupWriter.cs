using System.Globalization;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Backup;

/// <summary>
/// Writes a backup of a data folder, also while a server uses it. The database is one consistent snapshot. Files are stored by the hash of
/// their bytes, so that a second backup in the same folder copies only what is new; what no longer belongs to the backup is deleted at its
/// end. Every byte is hashed when it is copied. An interrupted backup leaves the one before as it was.
/// </summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="snapshots">Copies the database.</param>
/// <param name="clock">The clock.</param>
public sealed class BackupWriter(string dataDir, IDatabaseSnapshots snapshots, TimeProvider clock)
{
    private const string LockName = "backup.lock";
    private const int MaxFaultsNamed = 20;

    /// <summary>
    /// Writes the backup. Nothing may be deleted from the data folder meanwhile: files that the snapshot refers to are copied after it.
    /// </summary>
    /// <param name="folder">An empty folder, or one with an earlier backup; created when it is missing.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="ct">Stops the backup.</param>
    /// <exception cref="BackupException">The folder cannot be used, or holds something else.</exception>
    public async Task<BackupReport> WriteAsync(string folder, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var target = new BackupFolder(folder);
        CheckPlace(target);
        using var hold = BackupFolder.Explain(target.Path, () => Lock(target));
        var previous = target.ReadManifest();
        var number = (previous?.Number ?? 0) + 1;
        var now = clock.GetUtcNow();
        var snapshot = string.Create(CultureInfo.InvariantCulture, $"reelsight-{number:000000}.db");
        var path = Path.Combine(target.Path, snapshot);
        var schema = await snapshots.WriteAsync(path, ct);
        return BackupFolder.Explain(target.Path, () =>
        {
            var database = new BackupFile(snapshot, new FileInfo(path).Length, BackupFolder.HashFile(path, ct), now);
            var known = previous is null ? [] : target.ReadList(previous).ToDictionary(file => file.Path, StringComparer.Ordinal);
            var (files, faults, copied) = CopyFiles(target, known, progress, ct);
            AddMissing(target, known, files, faults, snapshots.ListReferencedContents(path));
            var list = target.WriteList(
                string.Create(CultureInfo.InvariantCulture, $"files-{number:000000}.jsonl"),
                files.Values.OrderBy(file => file.Path, StringComparer.Ordinal),
                now
            );
            var manifest = new BackupManifest(
                BackupFolder.LayoutVersion,
                number,
                now,
                schema,
                database,
                list,
                files.Count,
                files.Values.Sum(file => file.SizeBytes),
                [.. faults.Order(StringComparer.Ordinal).Take(MaxFaultsNamed)]
            );
            target.WriteManifest(manifest);
            DeleteOutdated(target, manifest, files.Values);
            return new BackupReport(manifest, copied.Count, copied.Bytes + database.SizeBytes, files.Count - copied.Count);
        });
    }

    private void CheckPlace(BackupFolder target)
    {
        var (own, other) = (AddSlash(Path.GetFullPath(dataDir)), AddSlash(target.Path));
        if (other.StartsWith(own, StringComparison.Ordinal) || own.StartsWith(other, StringComparison.Ordinal))
        {
            throw new BackupException(
                $"The backup folder {target.Path} and the data folder lie in each other: choose a folder elsewhere, best on another disk."
            );
        }
    }

    private static string AddSlash(string path) => path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    // Another backup into the same folder would delete what this one has copied.
    private static FileStream Lock(BackupFolder target)
    {
        BackupFolder.CreateFolder(target.Path);
        var path = Path.Combine(target.Path, LockName);
        if (!File.Exists(path) && Directory.EnumerateFileSystemEntries(target.Path).Any())
        {
            throw new BackupException($"The folder {target.Path} is not empty and holds no backup: choose an empty folder.");
        }
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (Errors.DataFolderException.Explain(e) is null)
        {
            throw new BackupException($"Another backup into {target.Path} is running: wait until it ends.", e);
        }
    }

    private (Dictionary<string, BackupFile> Files, List<string> Faults, (int Count, long Bytes) Copied) CopyFiles(
        BackupFolder target,
        Dictionary<string, BackupFile> known,
        IProgress<BackupProgress>? progress,
        CancellationToken ct
    )
    {
        var (files, faults, count, bytes) = (new Dictionary<string, BackupFile>(StringComparer.Ordinal), new List<string>(), 0, 0L);
        var all = DataFolderFiles.List(dataDir).ToList();
        foreach (var ((file, path, hash), at) in all.Select((one, at) => (one, at)))
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(new BackupProgress(at, all.Count, count, bytes));
            if (FindReusable(target, known, file, path, hash) is { } same)
            {
                files[path] = same;
                continue;
            }
            try
            {
                var modified = new DateTimeOffset(file.LastWriteTimeUtc);
                var sha256 = hash ?? BackupFolder.HashFile(file.FullName, ct);
                var copied = BackupFolder.CopyFile(file.FullName, target.GetObjectPath(sha256), sha256, ct);
                if (copied.Sha256 != sha256)
                {
                    faults.Add($"{path} does not have the bytes that were stored");
                    continue;
                }
                files[path] = new BackupFile(path, copied.SizeBytes, sha256, modified);
                (count, bytes) = (count + 1, bytes + copied.SizeBytes);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && hash is null)
            { /* such as an export that was deleted meanwhile */
            }
        }
        progress?.Report(new BackupProgress(all.Count, all.Count, count, bytes));
        return (files, faults, (count, bytes));
    }

    private static BackupFile? FindReusable(
        BackupFolder target,
        Dictionary<string, BackupFile> known,
        FileInfo file,
        string path,
        string? hash
    )
    {
        // What has a hash for a name never changes; of others, size and time tell.
        var modified = new DateTimeOffset(file.LastWriteTimeUtc);
        var same = known.GetValueOrDefault(path);
        var sha256 = hash ?? (same is not null && same.SizeBytes == file.Length && same.ModifiedAt == modified ? same.Sha256 : null);
        return sha256 is not null && file.Exists && target.HasObject(sha256, file.Length)
            ? new BackupFile(path, file.Length, sha256, modified)
            : null;
    }

    // An original that is gone or damaged here may be in the backup from before: then it stays.
    private static void AddMissing(
        BackupFolder target,
        Dictionary<string, BackupFile> known,
        Dictionary<string, BackupFile> files,
        List<string> faults,
        IEnumerable<(string TenantId, string ContentHash)> referenced
    )
    {
        foreach (var (tenantId, contentHash) in referenced)
        {
            var path = DataFolderFiles.GetOriginalPath(tenantId, contentHash);
            if (files.ContainsKey(path))
            {
                continue;
            }
            if (known.TryGetValue(path, out var before) && target.HasObject(before.Sha256, before.SizeBytes))
            {
                files[path] = before;
                faults.RemoveAll(fault => fault.StartsWith(path, StringComparison.Ordinal));
            }
            else if (!faults.Exists(fault => fault.StartsWith(path, StringComparison.Ordinal)))
            {
                faults.Add($"{path} is missing");
            }
        }
    }

    private static void DeleteOutdated(BackupFolder target, BackupManifest manifest, IEnumerable<BackupFile> files)
    {
        string[] kept = [manifest.Database.Path, manifest.List.Path, LockName, "backup.json"];
        foreach (var file in Directory.EnumerateFiles(target.Path).Where(file => !kept.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
        var hashes = files.Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (
            var file in Directory.Exists(target.Objects) ? Directory.EnumerateFiles(target.Objects, "*", SearchOption.AllDirectories) : []
        )
        {
            if (!hashes.Contains(Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }
}
