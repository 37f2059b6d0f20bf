using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Uploads;

/// <summary>The states of multipart uploads.</summary>
public static class UploadSession
{
    /// <summary>The state of an upload that was not completed in time. It is never stored: it follows from the clock.</summary>
    public const string Expired = "expired";

    /// <summary>The state of an upload at an instant: <c>active → completed | failed | expired</c>.</summary>
    public static string GetState(UploadRecord upload, DateTimeOffset now) =>
        upload.State == UploadRecord.Active && upload.ExpiresAt <= now ? Expired : upload.State;
}
