using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Http.Errors;

/// <summary>The errors that operations end with most; <c>throw Fail.…</c> reads as a sentence.</summary>
internal static class Fail
{
    /// <summary>A parameter has a value that is not allowed.</summary>
    internal static ApiException Invalid(string message) => new(400, ErrorCodes.ParameterInvalid, message);

    /// <summary>A required parameter is absent.</summary>
    internal static ApiException Missing(string name) => new(400, ErrorCodes.ParameterNotProvided, $"The parameter {name} is required.");

    /// <summary>There is no such resource, or it belongs to somebody else: the two look the same.</summary>
    internal static ApiException NotFound(string kind, string id) =>
        new(404, ErrorCodes.ResourceNotExist, $"There is no {kind} with the id {id}.");

    /// <summary>A request that is at odds with the present state of what it names.</summary>
    internal static ApiException Conflict(string code, string message) => new(409, code, message);

    /// <summary>A request that is well-formed but not allowed in the present state.</summary>
    internal static ApiException Refused(string code, string message) => new(400, code, message);

    /// <summary>More than the server can do at present: it is to be tried again.</summary>
    internal static ApiException Busy(HttpContext http, int retryAfterSec, string message)
    {
        http.Response.Headers.RetryAfter = retryAfterSec.ToString(CultureInfo.InvariantCulture);
        return new(StatusCodes.Status503ServiceUnavailable, ErrorCodes.ServerBusy, $"{message} Try again in {retryAfterSec} s.");
    }
}
