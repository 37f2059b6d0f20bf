using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Reelsight.Core.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Errors;

namespace Reelsight.Server.Http.Errors;

/// <summary>
/// Gives every answer its standard headers and every error the contract's body: failures of operations, of reading the request, routes that
/// do not exist, methods a route does not take, and our own faults, which are logged under the request's id and shown without detail.
/// </summary>
internal sealed partial class ErrorResponseMiddleware(RequestDelegate next, ILogger<ErrorResponseMiddleware> log)
{
    /// <summary>The value of <c>X-Api-Version</c>.</summary>
    private const string ApiVersion = "1.3";

    /// <summary>The status that servers log for a client that disconnected before the answer.</summary>
    private const int ClientClosedRequest = 499;

    /// <summary>Seconds after which a client may ask again when the disk is full or fails.</summary>
    private const string StorageRetrySec = "60";

    private const string UnreadableMessage = "The request could not be read: it ended early or was malformed.";

    /// <summary>Where the contract declares error bodies of the form <c>{"error":{code,message}}</c>.</summary>
    private static readonly string[] _nestedErrorPaths =
    [
        $"{ApiRoutes.ContractRoot}/embed-v2",
        $"{ApiRoutes.ContractRoot}/analyze/tasks",
        $"{ApiRoutes.ContractRoot}/analyze/batches",
    ];

    /// <summary>Runs the rest and shapes what comes of it.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers["X-Api-Version"] = ApiVersion;
        http.Response.Headers["x-request-id"] = http.TraceIdentifier;
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, ContentLength: null, ContentType: null } && CreateEmptyBodyError(http) is { } error)
            {
                await WriteAsync(http, error);
            }
        }
        catch (ApiException e)
        {
            await WriteAsync(http, e);
        }
        catch (DomainException e)
        {
            await WriteAsync(http, new ApiException(GetStatus(e.Kind), e.Failure.Code, e.Failure.Message));
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(http, CreateUnreadableError(http, e));
        }
        catch (Exception e)
            when (e is OperationCanceledException or ConnectionResetException && http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = ClientClosedRequest;
            }
        }
        catch (IOException e) when (e.InnerException is OverflowException)
        {
            // A chunk of the body says that it is longer than any number can tell.
            await WriteAsync(http, new ApiException(400, ErrorCodes.ParameterInvalid, UnreadableMessage));
        }
        catch (Exception e) when (DataFolderException.ExplainAny(e) is { } sentence)
        {
            LogStorageFault(http.Request.Method, GetLoggedPath(http), http.TraceIdentifier, sentence);
            await WriteAsync(http, CreateStorageError(e, sentence));
        }
        catch (Exception e)
        {
            LogFault(e, http.Request.Method, GetLoggedPath(http), http.TraceIdentifier);
            await WriteAsync(
                http,
                new ApiException(
                    500,
                    ErrorCodes.InternalError,
                    $"Something went wrong inside the server. Its log tells what under the request id {http.TraceIdentifier}."
                )
            );
        }
    }

    // A signed token in a path is as good as a key for as long as it is valid.
    private static string GetLoggedPath(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint route && route.RoutePattern.GetParameter("token") is not null
            ? route.RoutePattern.RawText!
            : http.Request.Path;

    // Neither is a fault of the request: the same one may succeed once the owner has made room or mended the disk.
    private static ApiException CreateStorageError(Exception e, string sentence) =>
        new DataFolderException(sentence, e).IsFull
            ? new(StatusCodes.Status507InsufficientStorage, ErrorCodes.StorageFull, sentence)
            : new(StatusCodes.Status503ServiceUnavailable, ErrorCodes.StorageUnavailable, sentence);

    private static int GetStatus(DomainErrorKind kind) =>
        kind switch
        {
            DomainErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            DomainErrorKind.NotFound => StatusCodes.Status404NotFound,
            DomainErrorKind.Conflict => StatusCodes.Status409Conflict,
            DomainErrorKind.Expired => StatusCodes.Status410Gone,
            DomainErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status400BadRequest,
        };

    private static ApiException? CreateEmptyBodyError(HttpContext http) =>
        http.Response.StatusCode switch
        {
            404 => new(404, ErrorCodes.ResourceNotExist, $"There is nothing at {http.Request.Path}."),
            405 => new(405, ErrorCodes.ApiNotAllowed, $"{http.Request.Path} does not take {http.Request.Method}; see the Allow header."),
            _ => null,
        };

    private static ApiException CreateUnreadableError(HttpContext http, BadHttpRequestException e)
    {
        if (e.StatusCode != StatusCodes.Status413PayloadTooLarge)
        {
            return new(e.StatusCode, ErrorCodes.ParameterInvalid, UnreadableMessage);
        }

        return http.Request.HasFormContentType
            ? new(
                400,
                ErrorCodes.VideoFileTooLarge,
                "The upload is larger than this operation takes. Send larger files by URL or as a multipart upload."
            )
            : new(400, ErrorCodes.ParameterInvalid, "The body is larger than this operation takes.");
    }

    private static async Task WriteAsync(HttpContext http, ApiException error)
    {
        // Half an answer is already out: closing the connection is the only way to say that it is not whole.
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = error.Status;
        if (error.Code is ErrorCodes.StorageFull or ErrorCodes.StorageUnavailable)
        {
            http.Response.Headers.RetryAfter = StorageRetrySec;
        }
        await http.Response.WriteAsJsonAsync(
            CreateBody(http, error),
            CommonWireJson.Default.ErrorBody,
            cancellationToken: http.RequestAborted
        );
    }

    private static ErrorBody CreateBody(HttpContext http, ApiException error) =>
        new(
            error.Code,
            error.Message,
            _nestedErrorPaths.Any(root => http.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
                ? new(error.Code, error.Message)
                : null
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (request {RequestId}).")]
    private partial void LogFault(Exception e, string method, string path, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (request {RequestId}): {Reason}")]
    private partial void LogStorageFault(string method, string path, string requestId, string reason);
}
