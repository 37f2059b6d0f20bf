using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Inference.Hub;

/// <summary>A file that is being downloaded, which outlives the process; it gets its name when it is complete and verified.</summary>
internal sealed class PartialFile(string target)
{
    private readonly string _path = target + ".part";
    private readonly string _tagPath = target + ".etag";

    public bool Exists => File.Exists(_path);

    /// <summary>Bytes that are there.</summary>
    public long Length => Exists ? new FileInfo(_path).Length : 0;

    /// <summary>Entity tag of the file whose bytes these are; null when the server gave none.</summary>
    public string? EntityTag
    {
        get => Exists && File.Exists(_tagPath) ? File.ReadAllText(_tagPath) : null;
        set
        {
            File.Delete(_tagPath);
            if (value is not null)
            {
                File.WriteAllText(_tagPath, value);
            }
        }
    }

    /// <summary>Opens it for writing from a byte on; what follows is cut off.</summary>
    public Stream OpenAt(long start)
    {
        var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.SetLength(start);
        stream.Seek(start, SeekOrigin.Begin);
        return stream;
    }

    /// <summary>How its hash differs from the listed one; null when it does not.</summary>
    public async Task<string?> FindDifferenceAsync(HubFile file, CancellationToken ct)
    {
        var stream = File.OpenRead(_path);
        await using (stream)
        {
            if (file.Sha256 is { } sha256)
            {
                var got = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
                return got == sha256 ? null : $"its SHA-256 is {got} instead of {sha256}";
            }

            var git = await HashAsGitAsync(stream, ct);
            return git == file.GitHash ? null : $"its hash for git is {git} instead of {file.GitHash}";
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        File.Move(_path, target);
        File.Delete(_tagPath);
    }

    public void Delete()
    {
        File.Delete(_path);
        File.Delete(_tagPath);
    }

#pragma warning disable CA5350 // Git's own hash, which is all that the hub says about small files.
    private static async Task<string> HashAsGitAsync(FileStream stream, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
#pragma warning restore CA5350
}
