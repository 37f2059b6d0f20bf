using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Pipeline.Uploads;
using Reelsight.Server.Http;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Middleware;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>Routes of uploads in chunks. Chunks go to signed URLs outside the API's root, without an API key.</summary>
internal static class MultipartUploadsApi
{
    private static readonly string[] _preflight = [HttpMethods.Options];

    internal static void MapMultipartUploads(this IEndpointRouteBuilder api)
    {
        const string Uploads = "/assets/multipart-uploads",
            One = Uploads + "/{upload_id}";
        api.MapPost(Uploads, CreateMultipartUpload.HandleAsync);
        api.MapGet(Uploads, ListMultipartUploads.HandleAsync);
        api.MapGet(One, GetMultipartUpload.HandleAsync);
        api.MapPost(One, ReportMultipartUploadChunks.HandleAsync);
        api.MapPost(One + "/presigned-urls", CreatePresignedUrls.HandleAsync);
    }

    internal static void MapChunks(this IEndpointRouteBuilder app)
    {
        const string chunk = ApiRoutes.UploadRoot + "/{token}";
        app.MapPut(chunk, PutChunk.HandleAsync).WithMetadata(new BodyLimit(ChunkLayout.MaxChunkBytes));
        app.MapMethods(chunk, _preflight, TypedResults.NoContent);
    }

    /// <summary>Lets pages of any origin send chunks and read their proofs.</summary>
    internal static IApplicationBuilder UseUploadCors(this IApplicationBuilder app) =>
        app.UseAnyOriginCors(ApiRoutes.UploadRoot, "PUT, OPTIONS", "Content-Type", "ETag");
}
