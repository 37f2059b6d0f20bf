namespace Reelsight.Server.Http.Bodies;

/// <summary>How large media may be that a field names: each way has its own limit. Bytes.</summary>
internal sealed record MediaSizeLimits(long MaxBase64Bytes, long MaxUrlBytes)
{
    /// <summary>v1.3: an image, however it comes.</summary>
    internal static MediaSizeLimits Image { get; } = new(32L << 20, 32L << 20);

    /// <summary>v1.3: video or audio; 36 MB inside a body, 4 GB by URL.</summary>
    internal static MediaSizeLimits Timed { get; } = new(36L << 20, 4L << 30);

    /// <summary>
    /// v1.3: a video to analyze; 30 MB inside a body, 4 GB by URL. Images that its prompt refers to have the first limit too.
    /// </summary>
    internal static MediaSizeLimits Analyzed { get; } = new(30L << 20, 4L << 30);
}
