using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;

namespace Reelsight.Server.Telemetry;

/// <summary>Finds the operation of <c>contract/operations.json</c> that a request is for.</summary>
internal static class OperationNames
{
    /// <summary>The name for requests that no operation answers: files of the studio and paths that do not exist.</summary>
    public const string Other = "other";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byRoute = OperationList
        .Current.Operations.GroupBy(o => o.Path, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.ToFrozenDictionary(o => o.Method, o => o.Name, StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    /// <summary>The operation of a request that was routed; <see cref="Other"/> where there is none.</summary>
    public static string Find(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
        && _byRoute.TryGetValue(route, out var methods)
        && methods.TryGetValue(http.Request.Method, out var name)
            ? name
            : Other;
}
