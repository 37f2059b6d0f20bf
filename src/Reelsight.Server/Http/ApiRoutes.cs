namespace Reelsight.Server.Http;

/// <summary>Where the parts of the API begin in the path of a URL.</summary>
internal static class ApiRoutes
{
    /// <summary>The operations of the v1.3 contract.</summary>
    internal const string ContractRoot = "/v1.3";

    /// <summary>The operations that exist beyond the contract.</summary>
    internal const string ReelsightRoot = "/reelsight/v1";

    /// <summary>Playback files and images, by signed token.</summary>
    internal const string MediaRoot = "/media";

    /// <summary>Chunks of multipart uploads, by signed token.</summary>
    internal const string UploadRoot = "/uploads";

    /// <summary>The session by which a browser signs in, below <see cref="ReelsightRoot"/>.</summary>
    internal const string Session = "/session";
}
