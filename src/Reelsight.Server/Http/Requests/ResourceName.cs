using Reelsight.Core.Names;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>The rule about the names that users give to what they make.</summary>
internal static class ResourceName
{
    /// <summary>A required name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">The field that it came in.</param>
    /// <exception cref="ApiException">It is absent or blank, too long, or not one line.</exception>
    internal static string Check(string? name, string field = "name") =>
        string.IsNullOrWhiteSpace(name) ? throw Fail.Missing(field) : CheckForm(field, name);

    /// <summary>A name in a change; null leaves the present one.</summary>
    /// <exception cref="ApiException">It is blank, too long, or not one line.</exception>
    internal static string? CheckChange(string? name) =>
        name is null ? null
        : string.IsNullOrWhiteSpace(name) ? throw Fail.Invalid("The parameter name must not be empty.")
        : CheckForm("name", name);

    /// <summary>A name that keeps the rule of <see cref="NameRules"/>.</summary>
    /// <exception cref="ApiException">It does not.</exception>
    internal static string CheckForm(string field, string name) =>
        NameRules.FindViolation(name) is { } violation ? throw Fail.Invalid($"The parameter {field} {violation}.") : name;
}
