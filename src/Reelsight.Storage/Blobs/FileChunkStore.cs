using System.Globalization;
using System.Security.Cryptography;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Files named <c>uploads/TENANT/UPLOAD/INDEX.ETAG.TICKET</c>: what is known of a chunk is its name, so there is nothing that could
/// disagree with it.
/// </summary>
internal sealed class FileChunkStore(string dataDir, IBlobStore blobs) : IChunkStore
{
    private readonly string _uploads = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(dataDir), "uploads")).FullName;

    public async Task<string> PutAsync(string tenantId, string uploadId, ChunkTicket ticket, Stream content, CancellationToken ct)
    {
        BlobNames.CheckSegment(ticket.Id);
        var folder = FolderOf(tenantId, uploadId);
        using var scratch = blobs.CreateScratch();
        var temporary = Path.Combine(scratch.Path, "chunk");
        try
        {
            var tag = await WriteAsync(temporary, content, ticket.SizeBytes, ct);
            var index = ticket.Index.ToString("D5", CultureInfo.InvariantCulture);
            Directory.CreateDirectory(folder);
            if (Directory.EnumerateFiles(folder, $"{index}.*.{ticket.Id}").Any(used => TagOf(used) != tag))
            {
                throw new ChunkTicketUsedException();
            }
            File.Move(temporary, Path.Combine(folder, $"{index}.{tag}.{ticket.Id}"), overwrite: true);
            for (var (changed, levels) = (folder, 3); levels > 0; changed = Path.GetDirectoryName(changed)!, levels--)
            {
                DurableFiles.FlushFolder(changed);
            }
            return tag;
        }
        catch (IOException e) when (DataFolderException.Explain(e) is { } sentence)
        {
            throw new DataFolderException(sentence, e);
        }
    }

    public IReadOnlyCollection<SentChunk> Sent(string tenantId, string uploadId)
    {
        var folder = FolderOf(tenantId, uploadId);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Select(file => new SentChunk(IndexOf(file), TagOf(file))).ToHashSet()
            : [];
    }

    public Stream Open(string tenantId, string uploadId, IReadOnlyList<SentChunk> chunks)
    {
        var folder = FolderOf(tenantId, uploadId);
        var files = Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder)
                .GroupBy(file => new SentChunk(IndexOf(file), TagOf(file)))
                .ToDictionary(g => g.Key, g => g.First())
            : [];
        return new JoinedFiles([
            .. chunks.Select(chunk =>
                files.TryGetValue(chunk, out var file) ? file : throw new FileNotFoundException($"Chunk {chunk.Index} is not there.")
            ),
        ]);
    }

    public void Delete(string tenantId, string uploadId)
    {
        var folder = FolderOf(tenantId, uploadId);
        if (Directory.Exists(folder))
        {
            // Moved away first, so that a chunk that arrives meanwhile begins a folder of its own.
            using var scratch = blobs.CreateScratch();
            Directory.Move(folder, Path.Combine(scratch.Path, "deleted"));
        }
    }

    public IEnumerable<(string TenantId, string UploadId)> Uploads() =>
        from tenant in new DirectoryInfo(_uploads).EnumerateDirectories()
        where BlobNames.IsSegment(tenant.Name)
        from upload in tenant.EnumerateDirectories()
        where BlobNames.IsSegment(upload.Name)
        select (tenant.Name, upload.Name);

    private static async Task<string> WriteAsync(string path, Stream content, int sizeBytes, CancellationToken ct)
    {
        const int bufferBytes = 1 << 17,
            tagBytes = 16;
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
            if (size > sizeBytes)
            {
                throw new ChunkSizeException(sizeBytes);
            }
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        if (size < sizeBytes)
        {
            throw new ChunkSizeException(sizeBytes);
        }
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, tagBytes));
    }

    private string FolderOf(string tenantId, string uploadId)
    {
        BlobNames.CheckTenant(tenantId);
        BlobNames.CheckSegment(uploadId);
        return Path.Combine(_uploads, tenantId, uploadId);
    }

    private static int IndexOf(string file) => int.Parse(Path.GetFileName(file).Split('.')[0], CultureInfo.InvariantCulture);

    private static string TagOf(string file) => Path.GetFileName(file).Split('.')[1];
}
