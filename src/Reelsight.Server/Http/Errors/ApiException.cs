namespace Reelsight.Server.Http.Errors;

/// <summary>Ends an operation with an error of the contract: a status, a code and a sentence that names what to change.</summary>
internal sealed class ApiException(int status, string code, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    internal int Status { get; } = status;

    /// <summary>A code from <see cref="ErrorCodes"/>.</summary>
    internal string Code { get; } = code;
}
