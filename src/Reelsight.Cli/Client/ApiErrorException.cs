namespace Reelsight.Cli.Client;

/// <summary>The server answered a request with an error.</summary>
internal sealed class ApiErrorException(string code, string message) : Exception(message)
{
    /// <summary>The error code.</summary>
    public string Code { get; } = code;
}
