namespace Reelsight.Core.Errors;

/// <summary>Failure codes that arise in the pipeline itself; codes about the media come from the media project.</summary>
public static class FailureCodes
{
    /// <summary>A URL could not be fetched.</summary>
    public const string SourceUnavailable = "source_unavailable";

    /// <summary>The file is of a kind that cannot be indexed.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The file is larger than allowed.</summary>
    public const string FileTooLarge = "video_filesize_too_large";

    /// <summary>Passing failures, too many times.</summary>
    public const string AttemptsExhausted = "indexing_given_up";

    /// <summary>What was asked for does not fit the media.</summary>
    public const string ParameterInvalid = "parameter_invalid";

    /// <summary>A required parameter is absent.</summary>
    public const string ParameterNotProvided = "parameter_not_provided";

    /// <summary>What was named does not exist.</summary>
    public const string ResourceNotExist = "resource_not_exist";

    /// <summary>The video is not indexed, or its frames cannot be read.</summary>
    public const string VideoNotReady = "video_not_ready";

    /// <summary>What was to be changed has been changed by somebody else since it was read.</summary>
    public const string RevisionConflict = "revision_conflict";

    /// <summary>The stored bytes are gone.</summary>
    public const string AssetUnavailable = "asset_unavailable";
}
