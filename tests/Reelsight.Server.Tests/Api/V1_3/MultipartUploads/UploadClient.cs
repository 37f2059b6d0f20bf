using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.MultipartUploads;

/// <summary>What a client of multipart uploads does.</summary>
internal static class UploadClient
{
    internal const string Path = "assets/multipart-uploads";

    internal static async Task<JsonElement> OpenUploadAsync(
        this RunningServer server,
        long totalSize,
        string filename = "film.mp4",
        string type = "video"
    )
    {
        using var answer = await server.Client.PostAsJsonAsync(
            Path,
            new
            {
                filename,
                type,
                total_size = totalSize,
                user_metadata = new { from = "chunks" },
            }
        );
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    internal static string UrlOf(this JsonElement upload, int chunk) => upload.GetProperty("upload_urls")[chunk - 1].Text("url")!;

    /// <summary>Sends bytes to a signed URL as browsers and scripts do, without a key.</summary>
    internal static async Task<HttpResponseMessage> PutAsync(this RunningServer server, string url, byte[] bytes)
    {
        using var client = server.ClientWith(null);
        return await client.PutAsync(new Uri(url), new ByteArrayContent(bytes));
    }

    /// <summary>Sends a chunk and returns the ETag, in quotes.</summary>
    internal static async Task<string> SendAsync(this RunningServer server, JsonElement upload, int chunk, byte[] bytes)
    {
        using var answer = await server.PutAsync(upload.UrlOf(chunk), bytes);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ETag!.Tag;
    }

    internal static object Chunk(int index, string proof, long size) =>
        new
        {
            chunk_index = index,
            proof,
            proof_type = "etag",
            chunk_size = size,
        };

    internal static Task<HttpResponseMessage> ReportAsync(this RunningServer server, JsonElement upload, params object[] chunks) =>
        server.Client.PostAsJsonAsync($"{Path}/{upload.Text("upload_id")}", new { completed_chunks = chunks });

    internal static Task<JsonElement> StatusAsync(this RunningServer server, JsonElement upload, string query = "") =>
        server.Client.JsonAsync($"{Path}/{upload.Text("upload_id")}?{query}");
}
