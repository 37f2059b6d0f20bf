namespace Reelsight.Core.Errors;

/// <summary>The codes a <see cref="MediaException"/> may carry; the names are those of the public API's catalogue.</summary>
public static class MediaFailureCodes
{
    /// <summary>The file is damaged, cut off, encrypted, or holds nothing that can be decoded.</summary>
    public const string FileBroken = "video_file_broken";

    /// <summary>The file is not media of a kind that is accepted.</summary>
    public const string UnsupportedType = "unsupported_media_type";

    /// <summary>Shorter than the limits allow.</summary>
    public const string DurationTooShort = "video_duration_too_short";

    /// <summary>Longer than the limits allow.</summary>
    public const string DurationTooLong = "video_duration_too_long";

    /// <summary>Fewer pixels than the limits allow.</summary>
    public const string ResolutionTooLow = "video_resolution_too_low";

    /// <summary>More pixels than the limits allow, or than can be decoded safely.</summary>
    public const string ResolutionTooHigh = "video_resolution_too_high";

    /// <summary>Too wide or too tall for its other side.</summary>
    public const string InvalidAspectRatio = "video_resolution_invalid_aspect_ratio";

    /// <summary>More bytes than the limits allow.</summary>
    public const string FileTooLarge = "video_filesize_too_large";

    /// <summary>This machine lacks ffmpeg or ffprobe, or they ran into a resource limit; the file may be fine. Not a wire code.</summary>
    public const string ToolFailed = "media_tool_failed";
}
