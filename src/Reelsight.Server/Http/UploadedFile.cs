using Microsoft.AspNetCore.StaticFiles;
using Reelsight.Pipeline;
using Reelsight.Storage;

namespace Reelsight.Server.Http;

/// <summary>A file part that is now in the blob store.</summary>
internal sealed record UploadedFile(string Field, string FileName, StoredBlob Blob);
