namespace Reelsight.Fetch;

/// <summary>A remote file could not be fetched. The message is a sentence that names the cause and what to do.</summary>
public sealed class FetchException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again later may help.</summary>
    public bool IsTransient { get; } = isTransient;
}
