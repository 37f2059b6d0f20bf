using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Requests;

/// <summary>One request of a known tenant: what every operation reads of it.</summary>
internal sealed class Call
{
    private Call(HttpContext http, string tenantId)
    {
        Http = http;
        TenantId = tenantId;
        Query = new RequestFields(http.Request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value)));
    }

    /// <summary>The request and response themselves.</summary>
    internal HttpContext Http { get; }

    /// <summary>The owner of the API key.</summary>
    internal string TenantId { get; }

    /// <summary>The query's fields.</summary>
    internal RequestFields Query { get; }

    /// <summary>Cancelled when the client goes away.</summary>
    internal CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Binds an operation's parameter; the key was checked before (<see cref="ApiKeyMiddleware"/>).</summary>
    public static ValueTask<Call?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<Call?>(new Call(http, ApiKeyMiddleware.GetTenant(http)));

    /// <summary>An id from the path.</summary>
    /// <exception cref="ApiException">It is not 24 lower-case hexadecimal digits.</exception>
    internal string GetId(string name) => Identifiers.Check(name, (string?)Http.GetRouteValue(name) ?? "");

    /// <summary>An id from the path that is a prefix and a UUID.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    internal string GetId(string name, string prefix) => Identifiers.Check(name, (string?)Http.GetRouteValue(name) ?? "", prefix);

    /// <summary>The JSON body. Unknown fields are ignored; a field of the wrong type is named in the error.</summary>
    internal Task<T> ReadJsonAsync<T>(JsonTypeInfo<T> type) => ReadJsonAsync(Http, type);

    /// <summary>A call of a request whose tenant is not known.</summary>
    internal static async Task<T> ReadJsonAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        if (http.Request.HasFormContentType)
        {
            throw Fail.Refused(ErrorCodes.ContentTypeInvalid, "This operation takes a JSON body (Content-Type: application/json).");
        }

        try
        {
            await using var json = new StrictEscapesStream(OpenJson(http));
            var body = await JsonSerializer.DeserializeAsync(json, type, http.RequestAborted)
                ?? throw Fail.Invalid("The body must be a JSON object.");
            if (json.HasHalf)
            {
                throw Fail.Invalid("A text of the body escapes half a character (such as \\ud800 alone). Send whole characters.");
            }

            BodyRules.Check(body);
            return body;
        }
        catch (JsonException e) when (e.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal))
        {
            throw Fail.Invalid($"The parameter {path[2..]} has a value of the wrong type.");
        }
        catch (JsonException)
        {
            throw Fail.Invalid("The body is not a valid JSON object.");
        }
    }

    // Bodies of the usual size need no care. Larger ones hold media, which go to disk, or have to fit into memory with all others.
    private static Stream OpenJson(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is not { } limit)
        {
            return http.Request.Body;
        }

        var services = http.RequestServices;
        if (!limit.HasMedia)
        {
            services.GetRequiredService<MemoryBudget>().Take(http, http.Request.ContentLength ?? limit.MaxRequestBodySize ?? 0);
            return http.Request.Body;
        }

        var media = new InlineMedia(Path.Combine(services.GetRequiredService<ServerSettings>().DataDir, "work", "inline"));
        http.Response.RegisterForDisposeAsync(media);
        http.Features.Set(media);
        return new InlineMediaStream(http.Request.Body, media);
    }

    /// <summary>The page asked for: <c>page</c> from 1, <c>page_limit</c> 1-50 (10).</summary>
    internal PageWindow GetPageWindow() => new(Query.GetInteger("page", 1, 1, int.MaxValue), GetPageLimit(Query));

    /// <summary>The number of rows on a page: 1-50, 10 by default.</summary>
    internal static int GetPageLimit(RequestFields fields) => fields.GetInteger("page_limit", 10, 1, 50);

    /// <summary>The order asked for: <c>sort_by</c> (<c>created_at</c>) and <c>sort_option</c> (<c>desc</c>).</summary>
    /// <param name="allowName">Whether <c>name</c> is a choice besides the times.</param>
    internal SortOrder GetSortOrder(bool allowName = false)
    {
        var by = Query.GetChoice(
            "sort_by",
            "created_at",
            allowName ? ["created_at", "updated_at", "name"] : ["created_at", "updated_at"]
        ) switch
        {
            "name" => SortField.Name,
            "updated_at" => SortField.UpdatedAt,
            _ => SortField.CreatedAt,
        };
        return new(by, Query.GetChoice("sort_option", "desc", "asc", "desc") == "desc");
    }
}
