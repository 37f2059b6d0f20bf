using Reelsight.Storage.Blobs;

namespace Reelsight.Server.Http.Uploads;

/// <summary>A file part that is now in the blob store.</summary>
internal sealed record UploadedFile(string Field, string FileName, StoredBlob Blob);
