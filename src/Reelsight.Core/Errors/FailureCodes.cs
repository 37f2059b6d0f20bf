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

    /// <summary>The stored bytes are gone.</summary>
    public const string AssetUnavailable = "asset_unavailable";
}
