namespace Reelsight.Core.Errors;

/// <summary>Codes of domain errors; each is a code of the API's catalogue.</summary>
public static class FailureCodes
{
    /// <summary>A URL could not be fetched.</summary>
    public const string SourceUnavailable = "source_unavailable";

    /// <summary>The stored bytes of an asset are gone.</summary>
    public const string AssetUnavailable = "asset_unavailable";

    /// <summary>A parameter of the request does not fit the media.</summary>
    public const string ParameterInvalid = "parameter_invalid";

    /// <summary>A required parameter is absent.</summary>
    public const string ParameterNotProvided = "parameter_not_provided";

    /// <summary>The named resource does not exist.</summary>
    public const string ResourceNotExist = "resource_not_exist";

    /// <summary>The account has used up what it may use.</summary>
    public const string UsageLimitExceeded = "usage_limit_exceeded";

    /// <summary>The video is not indexed, or its frames cannot be read.</summary>
    public const string VideoNotReady = "video_not_ready";

    /// <summary>The record was changed by somebody else since the client read it.</summary>
    public const string RevisionConflict = "revision_conflict";

    /// <summary>Annotations have the label.</summary>
    public const string LabelInUse = "label_in_use";

    /// <summary>A job failed for reasons that may pass, as often as it may be tried.</summary>
    public const string AttemptsExhausted = "indexing_given_up";

    /// <summary>The file is no media, or media of a kind that cannot be used here.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The file is damaged, cut off, encrypted, or holds nothing that can be decoded.</summary>
    public const string FileBroken = "video_file_broken";

    /// <summary>The file has more bytes than allowed.</summary>
    public const string FileTooLarge = "video_filesize_too_large";

    /// <summary>The media is shorter than allowed.</summary>
    public const string DurationTooShort = "video_duration_too_short";

    /// <summary>The media is longer than allowed.</summary>
    public const string DurationTooLong = "video_duration_too_long";

    /// <summary>The images have fewer pixels than allowed.</summary>
    public const string ResolutionTooLow = "video_resolution_too_low";

    /// <summary>The images have more pixels than allowed, or than can be decoded safely.</summary>
    public const string ResolutionTooHigh = "video_resolution_too_high";

    /// <summary>The images are too wide for their height, or too tall for their width.</summary>
    public const string InvalidAspectRatio = "video_resolution_invalid_aspect_ratio";
}
