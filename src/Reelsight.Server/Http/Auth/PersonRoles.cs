using Reelsight.Storage.Records;

namespace Reelsight.Server.Http.Auth;

/// <summary>Roles of people as the API writes them, and the scopes they stand for.</summary>
internal static class PersonRoles
{
    private static readonly (string Name, PersonRole Role, AccessScopes Scopes)[] _roles =
    [
        ("viewer", PersonRole.Viewer, AccessScopes.Read),
        ("labeller", PersonRole.Labeller, AccessScopes.Read | AccessScopes.Label),
        ("reviewer", PersonRole.Reviewer, AccessScopes.Read | AccessScopes.Label | AccessScopes.Write),
        ("admin", PersonRole.Admin, AccessScopes.All),
    ];

    /// <summary>Every name.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. _roles.Select(r => r.Name)];

    /// <summary>The role with a name; null when there is none.</summary>
    internal static PersonRole? Find(string name) => _roles.Where(r => r.Name == name).Select(r => (PersonRole?)r.Role).SingleOrDefault();

    /// <summary>The name of a role.</summary>
    internal static string GetName(PersonRole role) => _roles.Single(r => r.Role == role).Name;

    /// <summary>What a role may do.</summary>
    internal static AccessScopes GetScopes(PersonRole role) => _roles.Single(r => r.Role == role).Scopes;
}
