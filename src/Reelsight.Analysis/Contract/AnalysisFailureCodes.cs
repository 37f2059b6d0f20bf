namespace Reelsight.Analysis.Contract;

/// <summary>Failure codes of analyses, beside those of <see cref="Core.Errors.FailureCodes"/>.</summary>
public static class AnalysisFailureCodes
{
    /// <summary>The index was created without an analysis model.</summary>
    public const string IndexNotSupported = "index_not_supported_for_generate";

    /// <summary>A prompt has too many tokens.</summary>
    public const string TokenLimitExceeded = "token_limit_exceeded";

    /// <summary>The batch is completed.</summary>
    public const string BatchCompleted = "batch_completed";

    /// <summary>The batch is canceled.</summary>
    public const string BatchCanceled = "batch_canceled";

    /// <summary>The batch has expired.</summary>
    public const string BatchExpired = "batch_expired";
}
