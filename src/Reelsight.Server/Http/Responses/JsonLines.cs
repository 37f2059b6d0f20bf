using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Http.Responses;

/// <summary>
/// Answers that are lines of JSON. Every line, the last one too, ends with a line feed: clients drop a line that does not end.
/// </summary>
internal static class JsonLines
{
    private static readonly byte[] _lineEnd = [(byte)'\n'];

    /// <summary>Writes one line.</summary>
    internal static async Task WriteLineAsync<T>(this HttpResponse response, T line, JsonTypeInfo<T> type, CancellationToken ct)
    {
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, type), ct);
        await response.Body.WriteAsync(_lineEnd, ct);
    }
}
