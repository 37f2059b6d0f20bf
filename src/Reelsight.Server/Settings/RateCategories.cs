using Reelsight.Server.Contract;

namespace Reelsight.Server.Settings;

/// <summary>The categories that share a limit, as the hosted service groups them.</summary>
public static class RateCategories
{
    internal const string Other = "other";

    /// <summary>Every category.</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. OperationList.Current.Operations.Select(o => o.Rate).OfType<string>().Distinct(), Other];

    private static readonly Dictionary<(string Method, string Route), string> _byRoute = OperationList
        .Current.Operations.Where(o => o.Rate is not null)
        .ToDictionary(o => (o.Method, o.Path), o => o.Rate!);

    /// <summary>The category of a request, as the list of operations has it; <see cref="Other"/> where it has none.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The route's pattern from the root of the server.</param>
    internal static string GetCategory(string method, string route) => _byRoute.GetValueOrDefault((method, route), Other);
}
