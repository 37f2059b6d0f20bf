using System.Security.Cryptography;
using Reelsight.Storage.Errors;
using Reelsight.Vectors;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// A blob store of plain files: <c>blobs/TENANT/HH/HASH/original</c> and <c>…/HASH/derived/KIND/…</c>, where HH is the start of the hash,
/// so that no folder grows without bound. Temporary files are in <c>scratch/</c> on the same file system.
/// </summary>
internal sealed class FileBlobStore : IBlobStore, IDisposable
{
    private readonly string _blobs;
    private readonly ScratchFolders _scratch;

    public FileBlobStore(string dataDir, RandomNumberGenerator random)
    {
        var root = Path.GetFullPath(dataDir);
        _blobs = Path.Combine(root, "blobs");
        Directory.CreateDirectory(_blobs);
        _scratch = new ScratchFolders(Path.Combine(root, "scratch"), random);
    }

    public async Task<StoredBlob> PutAsync(
        string tenantId,
        Stream content,
        long maxBytes,
        CancellationToken ct,
        Func<string, Task>? beforePublish = null
    )
    {
        BlobKeyRules.CheckTenant(tenantId);
        using var scratch = CreateScratch();
        var temporary = Path.Combine(scratch.Path, "original");
        try
        {
            var blob = await WriteAsync(temporary, content, maxBytes, ct);
            if (beforePublish is not null)
            {
                await beforePublish(blob.ContentHash);
            }
            Publish(temporary, GetFolder(tenantId, blob.ContentHash));
            return blob;
        }
        catch (IOException e) when (DataFolderException.Explain(e) is { } sentence)
        {
            throw new DataFolderException(sentence, e);
        }
    }

    public string? FindPath(string tenantId, string contentHash) => IfExists(Path.Combine(GetFolder(tenantId, contentHash), "original"));

    public string GetDerivedFolder(string tenantId, string contentHash, string kind)
    {
        BlobKeyRules.CheckSegment(kind);
        return Directory.CreateDirectory(Path.Combine(GetFolder(tenantId, contentHash), "derived", kind)).FullName;
    }

    public string? FindDerivedPath(string tenantId, string contentHash, string key)
    {
        var segments = key.Split('/');
        Array.ForEach(segments, BlobKeyRules.CheckSegment);
        return IfExists(Path.Combine([GetFolder(tenantId, contentHash), "derived", .. segments]));
    }

    public Task DeleteAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var folder = GetFolder(tenantId, contentHash);
        if (Directory.Exists(folder))
        {
            // Moved away first: nobody sees a partially deleted blob, and crash leftovers are deleted with the scratch files.
            using var scratch = CreateScratch();
            Directory.Move(folder, Path.Combine(scratch.Path, "deleted"));
            DurableFiles.FlushFolder(Path.GetDirectoryName(folder)!);
        }
        return Task.CompletedTask;
    }

    public IEnumerable<(string TenantId, string ContentHash)> ListStoredBefore(DateTimeOffset time) =>
        from tenant in new DirectoryInfo(_blobs).EnumerateDirectories()
        where BlobKeyRules.IsSegment(tenant.Name) // a file system may keep folders of its own here
        from start in tenant.EnumerateDirectories()
        from content in start.EnumerateDirectories()
        where BlobKeyRules.IsHash(content.Name) && content.LastWriteTimeUtc < time.UtcDateTime
        select (tenant.Name, content.Name);

    public ScratchFolder CreateScratch() => _scratch.Create();

    public void Dispose() => _scratch.Dispose();

    private static async Task<StoredBlob> WriteAsync(string path, Stream content, long maxBytes, CancellationToken ct)
    {
        const int bufferBytes = 1 << 17;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            }
        );
        var buffer = new byte[bufferBytes];
        var size = 0L;
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            size += read;
            if (size > maxBytes)
            {
                throw new BlobTooLargeException(maxBytes);
            }
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        file.Flush(flushToDisk: true);
        return new StoredBlob(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private static void Publish(string temporary, string folder)
    {
        Directory.CreateDirectory(folder);
        // The same bytes may be there already or arrive twice at once: both files are equal.
        File.Move(temporary, Path.Combine(folder, "original"), overwrite: true);
        DurableFiles.FlushFolder(folder);
        for (var (parent, levels) = (Path.GetDirectoryName(folder)!, 3); levels > 0; parent = Path.GetDirectoryName(parent)!, levels--)
        {
            DurableFiles.FlushFolder(parent);
        }
    }

    private string GetFolder(string tenantId, string contentHash)
    {
        BlobKeyRules.CheckTenant(tenantId);
        BlobKeyRules.CheckHash(contentHash);
        return Path.Combine(_blobs, tenantId, contentHash[..2], contentHash);
    }

    private static string? IfExists(string path) => File.Exists(path) ? path : null;
}
