using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>Sends exactly the bytes of a request over a socket, for what HttpClient would write differently.</summary>
public static class RawHttp
{
    /// <summary>Sends a POST and reads the answer.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="path">Below the API's root.</param>
    /// <param name="contentType">The header as it stands.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="chunkBytes">When set, the body is sent in chunks of so many bytes instead of with its length.</param>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        RunningServer server,
        string path,
        string contentType,
        byte[] body,
        int? chunkBytes = null
    )
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();
        var length = chunkBytes is null ? $"Content-Length: {body.Length}" : "Transfer-Encoding: chunked";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1.3/{path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nx-api-key: {RunningServer.Key}\r\n"
                    + $"Authorization: Bearer nonsense\r\n"
                    + $"Content-Type: {contentType}\r\n{length}\r\nConnection: close\r\n\r\n"
            )
        );
        await stream.WriteAsync(chunkBytes is { } size ? Chunked(body, size) : body);

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        var json = text[text.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
        using var document = JsonDocument.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)]);
        return ((HttpStatusCode)int.Parse(text.Split(' ')[1]), document.RootElement.Clone());
    }

    /// <summary>A multipart body: each part as its headers and its content.</summary>
    public static byte[] Multipart(string boundary, params (string Headers, string Content)[] parts)
    {
        var text = new StringBuilder();
        foreach (var (headers, content) in parts)
        {
            text.Append($"--{boundary}\r\n{headers}\r\n\r\n{content}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append($"--{boundary}--\r\n").ToString());
    }

    /// <summary>Headers of a plain field.</summary>
    public static string Field(string name) => $"Content-Disposition: form-data; name=\"{name}\"";

    /// <summary>Headers of a file part.</summary>
    public static string File(string name, string fileName) =>
        $"Content-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream";

    private static byte[] Chunked(byte[] body, int size)
    {
        using var chunked = new MemoryStream();
        foreach (var chunk in body.Chunk(size))
        {
            chunked.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            chunked.Write(chunk);
            chunked.Write("\r\n"u8);
        }
        chunked.Write("0\r\n\r\n"u8);
        return chunked.ToArray();
    }
}
