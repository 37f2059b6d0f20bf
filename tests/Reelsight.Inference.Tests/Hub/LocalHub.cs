using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reelsight.Inference.Hub;

namespace Reelsight.Inference.Tests.Hub;

/// <summary>
/// A stand-in of a model hub on loopback: the listing of a repository, and its files, large ones by a redirect to another port. It breaks
/// transfers, limits the rate, keeps a gate and sends wrong bytes when a test says so.
/// </summary>
internal sealed class LocalHub : IAsyncDisposable
{
    public const string Repository = "owner/model";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpListener _storage = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _running;

    public LocalHub()
    {
        _listener.Start();
        _storage.Start();
        _running = Task.WhenAll(RunAsync(_listener), RunAsync(_storage));
    }

    /// <summary>Files by their path, and whether the hub keeps them as large ones.</summary>
    public ConcurrentDictionary<string, (byte[] Bytes, bool IsLarge)> Files { get; } = new();

    /// <summary>Heads of requests, with the port that they came to.</summary>
    public ConcurrentQueue<(bool IsStorage, string Head)> Requests { get; } = new();

    /// <summary>Transfers end after this many bytes, once for each entry.</summary>
    public ConcurrentQueue<int> Breaks { get; } = new();

    /// <summary>Answers that come first: status and headers.</summary>
    public ConcurrentQueue<string> Before { get; } = new();

    /// <summary>Token without which there is 401, and with another one 403.</summary>
    public string? Token { get; set; }

    /// <summary>What is sent instead of a file.</summary>
    public Func<string, byte[], byte[]> Tamper { get; set; } = (_, bytes) => bytes;

    /// <summary>Redirects before a large file comes.</summary>
    public int Redirects { get; set; } = 1;

    /// <summary>Host to which redirects lead; the same machine unless set.</summary>
    public string StorageHost { get; set; } = "127.0.0.1";

    /// <summary>Whether files come in ranges.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Pauses that the client was made to take.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Settings of a client that waits for nothing and may reach loopback.</summary>
    public ModelHubOptions Options(string? token = null) =>
        new()
        {
            Address = Address,
            IsChosen = true,
            Token = token,
            AllowPrivate = true,
            Pause = (pause, _) =>
            {
                Pauses.Enqueue(pause);
                return Task.CompletedTask;
            },
        };

    public void Add(string path, byte[] bytes, bool isLarge = false) => Files[path] = (bytes, isLarge);

    public async ValueTask DisposeAsync()
    {
        if (_running.IsCompleted)
        {
            return;
        }

        await _stopped.CancelAsync();
        await _running;
        _listener.Dispose();
        _storage.Dispose();
        _stopped.Dispose();
    }

    private async Task RunAsync(TcpListener listener)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(_stopped.Token), listener == _storage));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket, bool isStorage)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_stopped.Token) is { Length: > 0 } line)
            {
                head.AppendLine(line);
            }

            Requests.Enqueue((isStorage, head.ToString()));
            await stream.WriteAsync(Answer(head.ToString(), isStorage), _stopped.Token);
        }
        catch (Exception cause) when (cause is IOException or OperationCanceledException)
        {
            // The client left.
        }
    }

    private byte[] Answer(string head, bool isStorage)
    {
        var path = Uri.UnescapeDataString(head.Split(' ')[1]);
        if (!isStorage && Before.TryDequeue(out var first))
        {
            return Head(first);
        }

        if (!isStorage && Token is { } token && !head.Contains($"Authorization: Bearer {token}", StringComparison.Ordinal))
        {
            return Head(head.Contains("Authorization:", StringComparison.Ordinal) ? "403 Forbidden" : "401 Unauthorized");
        }

        if (path == $"/api/models/{Repository}/revision/main?blobs=true")
        {
            return [.. Head("200 OK\nContent-Type: application/json"), .. List()];
        }

        var prefix = $"/{Repository}/resolve/{Commit}/";
        var name = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..].Split('?')[0] : "";
        if (!Files.TryGetValue(name, out var file))
        {
            return Head("404 Not Found");
        }

        var hops = path.Contains("?hop=", StringComparison.Ordinal) ? int.Parse(path[^1..], CultureInfo.InvariantCulture) : 0;
        if (file.IsLarge && hops < Redirects)
        {
            return Head(
                $"302 Found\nLocation: http://{StorageHost}:{((IPEndPoint)_storage.LocalEndpoint).Port}{prefix}{name}?hop={hops + 1}"
            );
        }

        return Send(Tamper(name, file.Bytes), head);
    }

    private byte[] Send(byte[] bytes, string head)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
        var from = head.Split('\n').FirstOrDefault(line => line.StartsWith("Range: bytes=", StringComparison.Ordinal)) is { } range
            ? int.Parse(range["Range: bytes=".Length..].Trim().TrimEnd('-'), CultureInfo.InvariantCulture)
            : 0;
        var isSame = !head.Contains("If-Range:", StringComparison.Ordinal) || head.Contains($"If-Range: {tag}", StringComparison.Ordinal);
        var isPart = KnowsRanges && from > 0 && isSame;
        var body = isPart ? bytes[from..] : bytes;
        var sent = Breaks.TryDequeue(out var most) ? body[..Math.Min(most, body.Length)] : body;
        var status = isPart ? $"206 Partial Content\nContent-Range: bytes {from}-{bytes.Length - 1}/{bytes.Length}" : "200 OK";
        return [.. Head($"{status}\nETag: {tag}\nContent-Length: {body.Length}"), .. sent];
    }

    private byte[] List() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = Repository,
                sha = Commit,
                cardData = new { license = "mit" },
                siblings = Files.Select(file => new Dictionary<string, object?>
                {
                    ["rfilename"] = file.Key,
                    ["size"] = file.Value.Bytes.Length,
                    ["blobId"] = HashAsGit(file.Value.Bytes),
                    ["lfs"] = file.Value.IsLarge
                        ? new { sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Value.Bytes)), size = file.Value.Bytes.Length }
                        : null,
                }),
            }
        );

#pragma warning disable CA5350 // Git's own hash.
    private static string HashAsGit(byte[] bytes) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"), .. bytes]));
#pragma warning restore CA5350

    private static byte[] Head(string head) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {head}".Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nConnection: close\r\n\r\n");
}
