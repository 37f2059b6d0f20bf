using Reelsight.Storage.Records;

namespace Reelsight.Server.Http.Auth;

/// <summary>Scopes as the API writes them.</summary>
internal static class ScopeNames
{
    /// <summary>The scope of an operation that only the administrator of the whole server may call.</summary>
    internal const string Instance = "instance";

    private static readonly (string Name, AccessScopes Scope)[] _names =
    [
        ("read", AccessScopes.Read),
        ("write", AccessScopes.Write),
        ("label", AccessScopes.Label),
        ("admin", AccessScopes.Admin),
    ];

    /// <summary>Every name that a key may be given.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. _names.Select(n => n.Name)];

    /// <summary>The scope with a name; null when there is none.</summary>
    internal static AccessScopes? Find(string name) =>
        _names.Where(n => n.Name == name).Select(n => (AccessScopes?)n.Scope).SingleOrDefault();

    /// <summary>The names of scopes, in the order of <see cref="All"/>.</summary>
    internal static IReadOnlyList<string> From(AccessScopes scopes) => [.. _names.Where(n => scopes.HasFlag(n.Scope)).Select(n => n.Name)];

    /// <summary>
    /// With what scopes bring along: an administrator may do everything, and whoever may change something may look at it.
    /// </summary>
    internal static AccessScopes Complete(AccessScopes scopes) =>
        scopes.HasFlag(AccessScopes.Admin) ? AccessScopes.All
        : scopes == AccessScopes.None ? AccessScopes.None
        : scopes | AccessScopes.Read;
}
