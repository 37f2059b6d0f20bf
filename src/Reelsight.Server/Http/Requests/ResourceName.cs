using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>The rule about the names that users give to what they make.</summary>
internal static class ResourceName
{
    /// <summary>A required name.</summary>
    /// <exception cref="ApiException">It is absent or blank.</exception>
    internal static string Check(string? name) => string.IsNullOrWhiteSpace(name) ? throw Fail.Missing("name") : name;

    /// <summary>A name in a change; null leaves the present one.</summary>
    /// <exception cref="ApiException">It is blank.</exception>
    internal static string? CheckChange(string? name) =>
        name is not null && string.IsNullOrWhiteSpace(name) ? throw Fail.Invalid("The parameter name must not be empty.") : name;
}
