using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Reelsight.Server.Http.Responses;

/// <summary>A long JSON answer, packed when the client takes that.</summary>
internal sealed class GzipJsonResult<T>(T value, JsonTypeInfo<T> type) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptsGzip(httpContext.Request))
        {
            await JsonSerializer.SerializeAsync(response.Body, value, type, httpContext.RequestAborted);
            return;
        }
        response.Headers.ContentEncoding = "gzip";
        var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (packed)
        {
            await JsonSerializer.SerializeAsync(packed, value, type, httpContext.RequestAborted);
        }
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding!, out var taken)
        && taken.Any(one => one.Value == "gzip" && one.Quality is not 0);
}
