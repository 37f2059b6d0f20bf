namespace Reelsight.Media;

/// <summary>A file that cannot be used, with the code clients know and one plain sentence that names the cause.</summary>
/// <param name="code">One of <see cref="MediaFailureCodes"/>.</param>
/// <param name="sentence">What is wrong with the file, in plain words; never holds a path.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public sealed class MediaException(string code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>The error code, one of <see cref="MediaFailureCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong with the file, in plain words.</summary>
    public string Sentence => Message;
}

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
