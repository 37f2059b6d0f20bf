namespace Reelsight.Pipeline.Telemetry;

/// <summary>How a try of a job can end, as the metrics name it.</summary>
internal static class JobOutcomes
{
    /// <summary>It succeeded.</summary>
    public const string Done = "done";

    /// <summary>It failed, and another try cannot help.</summary>
    public const string Failed = "failed";

    /// <summary>It failed and will be tried again.</summary>
    public const string Retried = "retried";

    /// <summary>It is to be continued later, which is no failure.</summary>
    public const string Postponed = "postponed";

    /// <summary>Its subject was deleted.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The server stopped; the job is back in the queue.</summary>
    public const string Released = "released";

    /// <summary>Every try failed.</summary>
    public const string GivenUp = "given_up";
}
