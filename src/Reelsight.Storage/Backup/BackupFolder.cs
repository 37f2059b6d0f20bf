using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.Storage.Errors;
using Reelsight.Vectors;

namespace Reelsight.Storage.Backup;

/// <summary>
/// The layout of a backup folder: <c>backup.json</c>, the database and the list of a number, and <c>objects/HH/HASH</c>, the bytes of every
/// other file by their SHA-256. Only the owner can read it, for it holds keys.
/// </summary>
internal sealed class BackupFolder(string path)
{
    /// <summary>The layout that is written and the only one that is read.</summary>
    public const int LayoutVersion = 1;

    private const string ManifestName = "backup.json";
    private const string TemporaryExtension = ".part";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The folder of the bytes.</summary>
    public string Objects => System.IO.Path.Combine(Path, "objects");

    /// <summary>Where the bytes with a hash lie.</summary>
    public string GetObjectPath(string sha256) => System.IO.Path.Combine(Objects, sha256[..2], sha256);

    /// <summary>Whether the bytes with a hash are there, in full length. A file there was whole when it got its name.</summary>
    public bool HasObject(string sha256, long sizeBytes) =>
        new FileInfo(GetObjectPath(sha256)) is { Exists: true } file && file.Length == sizeBytes;

    /// <summary>The path of a file that a manifest names.</summary>
    public string GetPath(BackupFile file) => System.IO.Path.Combine(Path, file.Path);

    /// <summary>The backup that the folder holds, or null when it holds none.</summary>
    /// <exception cref="BackupException">It cannot be read, or a newer version of the program wrote it.</exception>
    public BackupManifest? ReadManifest()
    {
        var file = System.IO.Path.Combine(Path, ManifestName);
        try
        {
            var manifest = File.Exists(file)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(file), BackupJson.Default.BackupManifest)
                : null;
            return manifest is null or { Version: LayoutVersion }
                ? manifest
                : throw new BackupException(
                    $"The backup in {Path} has layout {manifest.Version}, but this version of Reelsight knows layout {LayoutVersion}: use "
                        + "the version that wrote it, or a newer one."
                );
        }
        catch (JsonException e)
        {
            throw new BackupException($"The file {file} is damaged: restore it from a copy of the backup.", e);
        }
    }

    /// <summary>Replaces the manifest: from then on the folder holds this backup.</summary>
    public void WriteManifest(BackupManifest manifest)
    {
        var file = System.IO.Path.Combine(Path, ManifestName);
        using (var stream = Create(file + TemporaryExtension))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
            stream.Flush(flushToDisk: true);
        }
        File.Move(file + TemporaryExtension, file, overwrite: true);
        DurableFiles.FlushFolder(Path);
    }

    /// <summary>Writes the list of files.</summary>
    public BackupFile WriteList(string name, IEnumerable<BackupFile> files, DateTimeOffset now)
    {
        var file = System.IO.Path.Combine(Path, name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        using (var stream = Create(file))
        {
            foreach (var one in files)
            {
                byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(one, BackupJson.Default.BackupFile), (byte)'\n'];
                hash.AppendData(line);
                stream.Write(line);
                size += line.Length;
            }
            stream.Flush(flushToDisk: true);
        }
        return new BackupFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()), now);
    }

    /// <summary>Reads the list of files of a backup.</summary>
    /// <exception cref="BackupException">It is missing or damaged.</exception>
    public List<BackupFile> ReadList(BackupManifest manifest)
    {
        Verify(GetPath(manifest.List), manifest.List, CancellationToken.None);
        return [.. File.ReadLines(GetPath(manifest.List)).Select(line => JsonSerializer.Deserialize(line, BackupJson.Default.BackupFile)!)];
    }

    /// <summary>Reads a file and compares its hash.</summary>
    /// <exception cref="BackupException">It is missing or damaged.</exception>
    public static void Verify(string path, BackupFile expected, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new BackupException($"The file {path} of the backup is missing: restore it from a copy of the backup.");
        }
        if (HashFile(path, ct) != expected.Sha256)
        {
            throw new BackupException($"The file {path} of the backup is damaged: restore it from a copy of the backup.");
        }
    }

    /// <summary>The hash of a file.</summary>
    public static string HashFile(string path, CancellationToken ct)
    {
        using var file = File.OpenRead(path);
        return Copy(file, Stream.Null, ct).Sha256;
    }

    /// <summary>
    /// Copies a file under another name, flushes it and gives it its final name if its hash is the wanted one.
    /// </summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Final path; its folder is created.</param>
    /// <param name="sha256">The hash that the bytes must have, or null for any.</param>
    /// <param name="ct">Stops the copy; nothing is left under the final name.</param>
    /// <returns>The hash; when it is another than wanted, nothing was put there.</returns>
    public static (string Sha256, long SizeBytes) CopyFile(string from, string to, string? sha256, CancellationToken ct)
    {
        CreateFolder(System.IO.Path.GetDirectoryName(to)!);
        var temporary = to + TemporaryExtension;
        (string Sha256, long SizeBytes) copied;
        using (var source = File.OpenRead(from))
        using (var target = Create(temporary))
        {
            copied = Copy(source, target, ct);
            target.Flush(flushToDisk: true);
        }
        if (sha256 is not null && sha256 != copied.Sha256)
        {
            File.Delete(temporary);
            return copied;
        }
        File.Move(temporary, to, overwrite: true);
        DurableFiles.FlushFolder(System.IO.Path.GetDirectoryName(to)!);
        return copied;
    }

    /// <summary>Creates a folder that only its owner can use.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Creates a file that only its owner can use.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        return new FileStream(path, options);
    }

    /// <summary>Runs work on files; what the disk is the cause of becomes a sentence.</summary>
    /// <exception cref="BackupException">A disk is full or fails, or permission is missing.</exception>
    public static T Explain<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException and not DataFolderException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be used: {e.Message} Make room, or give it to the user that runs Reelsight.", e);
        }
    }

    private static (string Sha256, long SizeBytes) Copy(Stream from, Stream to, CancellationToken ct)
    {
        const int bufferBytes = 1 << 18;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[bufferBytes];
        var size = 0L;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            size += read;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }
}
