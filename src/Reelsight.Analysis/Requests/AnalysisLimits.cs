using System.Globalization;
using Reelsight.Analysis.Contract;
using Reelsight.Analysis.Tokens;
using Reelsight.Core.Errors;

namespace Reelsight.Analysis.Requests;

/// <summary>The ranges of a request's parameters by model and mode. Errors name the parameter.</summary>
public static class AnalysisLimits
{
    private const int MaxTokensPegasus12 = 4096,
        MinTokensPegasus15 = 512,
        MinTokensTimeBased = 2048,
        MaxTokensPegasus15 = 98304;
    private const int DefaultTokens = 4096,
        DefaultTokensTimeBased = 32768;
    private const int MaxPromptTokensPegasus12 = 2000,
        MaxPromptTokensPegasus15 = 8000;
    private const double MinWindowSec = 4;

    /// <summary>Checks the number of tokens of a prompt.</summary>
    /// <exception cref="DomainException">It has too many.</exception>
    public static void ValidatePromptLength(string text, string name, bool isPegasus15 = false)
    {
        var max = isPegasus15 ? MaxPromptTokensPegasus15 : MaxPromptTokensPegasus12;
        if (TokenCounter.Count(text) > max)
        {
            throw new DomainException(
                DomainErrorKind.Invalid,
                new Failure(
                    AnalysisFailureCodes.TokenLimitExceeded,
                    string.Create(CultureInfo.InvariantCulture, $"The parameter {name} has more than {max:N0} tokens. Make it shorter.")
                )
            );
        }
    }

    /// <summary>The largest number of tokens of the answer: the requested one, or the default.</summary>
    /// <exception cref="DomainException">The requested number is outside the range of model and mode.</exception>
    public static int ValidateMaxTokens(int? requested, string path, bool isPegasus15, bool isTimeBased)
    {
        var (min, max) = isPegasus15
            ? (isTimeBased ? MinTokensTimeBased : MinTokensPegasus15, MaxTokensPegasus15)
            : (1, MaxTokensPegasus12);
        if (requested is { } tokens && (tokens < min || tokens > max))
        {
            throw DomainErrors.Invalid($"The parameter {path}max_tokens must be a whole number from {min} to {max}.");
        }

        return requested ?? (isTimeBased ? DefaultTokensTimeBased : DefaultTokens);
    }

    /// <summary>Checks the part of the video to look at, as far as that is possible without the duration of the video.</summary>
    /// <exception cref="DomainException">It is empty, too short or starts before the video.</exception>
    public static void ValidateWindow(double? startSec, double? endSec, string path)
    {
        if (startSec is < 0)
        {
            throw DomainErrors.Invalid($"The parameter {path}start_time must be at least 0.");
        }

        if (endSec is not { } end)
        {
            return;
        }

        if (end <= (startSec ?? 0))
        {
            throw DomainErrors.Invalid($"The parameter {path}end_time must be greater than {path}start_time.");
        }

        if (end - (startSec ?? 0) < MinWindowSec)
        {
            throw DomainErrors.Invalid(
                $"The stretch from {path}start_time to {path}end_time must be at least {MinWindowSec} seconds long."
            );
        }
    }

    /// <summary>Checks the times of a request against the duration of the video, in seconds.</summary>
    /// <exception cref="DomainException">They lie outside, or too little of the video is left.</exception>
    public static void ValidateDuration(AnalysisRequest request, double durationSec, string path = "")
    {
        // Players and probes round durations differently, by up to half a frame.
        const double Slack = 0.05;
        if (request.EndSec > durationSec + Slack)
        {
            throw DomainErrors.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The parameter {path}end_time must be at most the length of the video, {durationSec:0.###} seconds."
                )
            );
        }

        if (request.StartSec is { } start && (request.EndSec ?? durationSec) - start < MinWindowSec - Slack)
        {
            throw DomainErrors.Invalid(
                $"The stretch from {path}start_time to the end must be at least {MinWindowSec} seconds long and lie in the video."
            );
        }

        if (request.SegmentDefinitions.SelectMany(d => d.TimeRanges).Any(range => range.EndSec > durationSec + Slack))
        {
            throw DomainErrors.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The parameter {path}response_format.segment_definitions has a time range that ends after the video, "
                        + $"which is {durationSec:0.###} seconds long."
                )
            );
        }
    }
}
