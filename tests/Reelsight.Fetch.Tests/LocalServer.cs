using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reelsight.Fetch.Tests;

/// <summary>A server on loopback that answers each path with the bytes it was given, then closes the connection.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> _answers = new();
    private readonly Task _running;

    public LocalServer()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Request heads as they arrived.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url(string path, string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public void Answer(string path, string head, string body = "") =>
        Answer(path, async (stream, ct) =>
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes($"HTTP/1.1 {head.ReplaceLineEndings("\r\n")}\r\nConnection: close\r\n\r\n{body}"),
                ct
            )
        );

    public void Answer(string path, Func<Stream, CancellationToken, Task> answer) => _answers[path] = answer;

    /// <summary>Sends the head and the start of a body, and then nothing more until the test ends.</summary>
    public void AnswerAndStall(string path, string text) => Answer(path, async (stream, ct) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
            await Task.Delay(Timeout.Infinite, ct);
        });

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        // Stopped only when nobody accepts any more: a listener that is stopped between two connections refuses to accept with an error.
        await _running;
        _listener.Dispose();
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopped.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
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
            if (head.Length == 0)
            {
                return;
            }
            Requests.Enqueue(head.ToString());
            var path = head.ToString().Split(' ')[1];
            await _answers[path](stream, _stopped.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the test is over.
        }
    }
}
