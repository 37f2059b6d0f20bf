using Reelsight.Vectors;

namespace Reelsight.Storage.Backup;

/// <summary>Checks backups and makes data folders of them. Every byte is hashed on the way.</summary>
public static class BackupRestorer
{
    /// <summary>Reads all of a backup and compares the hashes.</summary>
    /// <exception cref="BackupException">Something is missing or damaged; the sentence names the first file.</exception>
    public static BackupManifest Verify(string folder, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var source = new BackupFolder(folder);
        return BackupFolder.Explain(source.Path, () =>
        {
            var manifest = ReadManifest(source);
            BackupFolder.Verify(source.GetPath(manifest.Database), manifest.Database, ct);
            var files = source.ReadList(manifest);
            for (var i = 0; i < files.Count; i++)
            {
                progress?.Report(new BackupProgress(i, files.Count, 0, 0));
                BackupFolder.Verify(source.GetObjectPath(files[i].Sha256), files[i], ct);
            }
            return manifest;
        });
    }

    /// <summary>
    /// Makes a data folder of a backup. The database comes last; until then the folder cannot be opened. An interrupted restore goes on
    /// when it is run again with the same backup.
    /// </summary>
    /// <param name="folder">The backup.</param>
    /// <param name="dataDir">A folder that is empty, missing, or was being restored.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="BackupException">The backup is damaged, or the data folder holds something.</exception>
    public static BackupReport Restore(string folder, string dataDir, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var source = new BackupFolder(folder);
        var root = Path.GetFullPath(dataDir);
        return BackupFolder.Explain(root, () =>
        {
            var manifest = ReadManifest(source);
            var files = source.ReadList(manifest);
            BackupFolder.Verify(source.GetPath(manifest.Database), manifest.Database, ct);
            Begin(root, manifest);
            var (count, bytes) = (0, 0L);
            for (var i = 0; i < files.Count; i++)
            {
                progress?.Report(new BackupProgress(i, files.Count, count, bytes));
                var target = GetTarget(root, files[i]);
                if (new FileInfo(target) is { Exists: true } there && there.Length == files[i].SizeBytes)
                {
                    continue; // copied before an interruption: it got its name when it was whole
                }
                Copy(source.GetObjectPath(files[i].Sha256), target, files[i], ct);
                (count, bytes) = (count + 1, bytes + files[i].SizeBytes);
            }
            Copy(source.GetPath(manifest.Database), Path.Combine(root, DataFolderFiles.Database), manifest.Database, ct);
            DurableFiles.FlushFolder(root);
            File.Delete(RestoreMarker.GetPath(root));
            DurableFiles.FlushFolder(root);
            progress?.Report(new BackupProgress(files.Count, files.Count, count, bytes));
            return new BackupReport(manifest, count, bytes + manifest.Database.SizeBytes, files.Count - count);
        });
    }

    private static BackupManifest ReadManifest(BackupFolder source) =>
        source.ReadManifest()
        ?? throw new BackupException(
            $"There is no backup in {source.Path}: it has no backup.json. Name the folder that was backed up into."
        );

    private static void Begin(string root, BackupManifest manifest)
    {
        var (marker, mark) = (RestoreMarker.GetPath(root), $"{manifest.Number} {manifest.Database.Sha256}");
        if (File.Exists(marker))
        {
            if (File.ReadAllText(marker) != mark)
            {
                throw new BackupException(
                    $"The folder {root} was being restored from another backup: delete it, or choose another folder with --data."
                );
            }
            return;
        }
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new BackupException($"The data folder {root} is not empty: choose an empty one with --data. Nothing was changed.");
        }
        BackupFolder.CreateFolder(root);
        using var file = BackupFolder.Create(marker);
        file.Write(System.Text.Encoding.UTF8.GetBytes(mark));
        file.Flush(flushToDisk: true);
    }

    // A list may come from anywhere: no path in it leads out of the data folder.
    private static string GetTarget(string root, BackupFile file)
    {
        var target = Path.GetFullPath(Path.Combine(root, file.Path));
        return target.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? target
            : throw new BackupException(
                $"The backup names the file {file.Path}, which lies outside of a data folder: it is not one of ours."
            );
    }

    private static void Copy(string from, string to, BackupFile file, CancellationToken ct)
    {
        if (!File.Exists(from))
        {
            throw new BackupException($"The file {from} of the backup is missing: restore it from a copy of the backup.");
        }
        if (BackupFolder.CopyFile(from, to, file.Sha256, ct).Sha256 != file.Sha256)
        {
            throw new BackupException($"The file {from} of the backup is damaged: restore it from a copy of the backup.");
        }
    }
}
