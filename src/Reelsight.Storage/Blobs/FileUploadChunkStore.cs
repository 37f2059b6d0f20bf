using System.Globalization;
using System.Security.Cryptography;
using Reelsight.Storage.Errors;
using Reelsight.Vectors;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// A chunk store of plain files, <c>uploads/TENANT/UPLOAD/INDEX.ETAG.TICKET</c>. The file name holds everything known of a chunk, so
/// nothing can contradict it.
/// </summary>
internal sealed class FileUploadChunkStore(string dataDir, IBlobStore blobs) : IUploadChunkStore
{
    private readonly string _uploads = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(dataDir), "uploads")).FullName;

    public async Task<string> PutAsync(string tenantId, string uploadId, ChunkTicket ticket, Stream content, CancellationToken ct)
    {
        BlobKeyRules.CheckSegment(ticket.Id);
        var folder = GetFolder(tenantId, uploadId);
        using var scratch = blobs.CreateScratch();
        var temporary = Path.Combine(scratch.Path, "chunk");
        try
        {
            var tag = await WriteAsync(temporary, content, ticket.SizeBytes, ct);
            var index = ticket.Index.ToString("D5", CultureInfo.InvariantCulture);
            Directory.CreateDirectory(folder);
            if (Directory.EnumerateFiles(folder, $"{index}.*.{ticket.Id}").Any(used => ParseETag(used) != tag))
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

    public IReadOnlyCollection<UploadedChunk> ListChunks(string tenantId, string uploadId)
    {
        var folder = GetFolder(tenantId, uploadId);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Select(file => new UploadedChunk(ParseIndex(file), ParseETag(file))).ToHashSet()
            : [];
    }

    public Stream Open(string tenantId, string uploadId, IReadOnlyList<UploadedChunk> chunks)
    {
        var folder = GetFolder(tenantId, uploadId);
        var files = Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder)
                .GroupBy(file => new UploadedChunk(ParseIndex(file), ParseETag(file)))
                .ToDictionary(g => g.Key, g => g.First())
            : [];
        return new ConcatenatedFileStream([
            .. chunks.Select(chunk =>
                files.TryGetValue(chunk, out var file) ? file : throw new FileNotFoundException($"Chunk {chunk.Index} is not there.")
            ),
        ]);
    }

    public void Delete(string tenantId, string uploadId)
    {
        var folder = GetFolder(tenantId, uploadId);
        if (Directory.Exists(folder))
        {
            // Moved away first, so that a chunk that arrives meanwhile begins a folder of its own.
            using var scratch = blobs.CreateScratch();
            Directory.Move(folder, Path.Combine(scratch.Path, "deleted"));
        }
    }

    public IEnumerable<(string TenantId, string UploadId)> ListUploads() =>
        from tenant in new DirectoryInfo(_uploads).EnumerateDirectories()
        where BlobKeyRules.IsSegment(tenant.Name)
        from upload in tenant.EnumerateDirectories()
        where BlobKeyRules.IsSegment(upload.Name)
        select (tenant.Name, upload.Name);

    private static async Task<string> WriteAsync(string path, Stream content, int sizeBytes, CancellationToken ct)
    {
        const int bufferBytes = 1 << 17,
            eTagBytes = 16;
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
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, eTagBytes));
    }

    private string GetFolder(string tenantId, string uploadId)
    {
        BlobKeyRules.CheckTenant(tenantId);
        BlobKeyRules.CheckSegment(uploadId);
        return Path.Combine(_uploads, tenantId, uploadId);
    }

    private static int ParseIndex(string file) => int.Parse(Path.GetFileName(file).Split('.')[0], CultureInfo.InvariantCulture);

    private static string ParseETag(string file) => Path.GetFileName(file).Split('.')[1];
}
