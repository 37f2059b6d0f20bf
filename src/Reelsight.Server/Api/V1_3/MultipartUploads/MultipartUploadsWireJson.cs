using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>JSON shapes of multipart uploads on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateMultipartUpload.Body), TypeInfoPropertyName = "CreateMultipartUploadBody")]
[JsonSerializable(typeof(CreateMultipartUpload.CreatedView), TypeInfoPropertyName = "CreateMultipartUploadCreatedView")]
[JsonSerializable(typeof(ListOf<UploadSummaryView>))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(CreatePresignedUrls.Body), TypeInfoPropertyName = "CreatePresignedUrlsBody")]
[JsonSerializable(typeof(CreatePresignedUrls.UrlsView))]
[JsonSerializable(typeof(ReportMultipartUploadChunks.Body), TypeInfoPropertyName = "ReportMultipartUploadChunksBody")]
[JsonSerializable(typeof(ReportMultipartUploadChunks.ReportView))]
internal sealed partial class MultipartUploadsWireJson : JsonSerializerContext;
