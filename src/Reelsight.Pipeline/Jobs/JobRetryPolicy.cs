using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>How often a job is tried that fails for reasons that may pass, and how long it waits between two attempts.</summary>
public sealed record JobRetryPolicy
{
    /// <summary>Attempts, the first included, after which a failing job is given up.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>
    /// Attempts after which a job is given up that ran each time the process ended. Ten kills in a row of the same job are hardly an
    /// accident.
    /// </summary>
    public int MaxInterruptedAttempts { get; init; } = 10;

    /// <summary>Both, as the queue takes them.</summary>
    public AttemptLimits Limits => new(MaxAttempts, MaxInterruptedAttempts);

    /// <summary>Wait before the second attempt; each further wait is twice the one before.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    public TimeSpan GetDelay(int attempt) => InitialDelay * Math.Pow(2, attempt - 1);

    /// <summary>Whether a failure of this attempt is the last one, so that the job is not tried again.</summary>
    public bool IsLastAttempt(Job job) => job.Attempt >= MaxAttempts;

    /// <summary>
    /// Whether an unexpected failure comes of the input and the code alone, so that another attempt would only repeat it.
    /// </summary>
    public static bool WouldRepeat(Exception e) =>
        e
            is JsonException
                or FormatException
                or ArithmeticException
                or ArgumentException
                or IndexOutOfRangeException
                or KeyNotFoundException
                or NullReferenceException
                or InvalidCastException
                or NotSupportedException
                or RegexMatchTimeoutException
                or InsufficientExecutionStackException;
}
