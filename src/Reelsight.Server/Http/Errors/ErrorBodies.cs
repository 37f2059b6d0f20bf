using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Http.Errors;

/// <summary>Where the contract wants other bodies than <c>{code, message}</c>.</summary>
internal static class ErrorBodies
{
    private static readonly string[] _emptyBodyRoutes =
    [
        "/v1.3/search",
        "/v1.3/analyze",
        "/v1.3/knowledge-stores/{knowledge_store_id}/search",
    ];

    /// <summary>Whether 429 has an empty body there.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The route's pattern.</param>
    internal static bool IsEmptyAtTooManyRequests(string method, string route) =>
        HttpMethods.IsPost(method) && _emptyBodyRoutes.Contains(route);
}
