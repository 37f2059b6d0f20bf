using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>
/// The form of the contract's ids. A malformed id is the caller's mistake (400), an unknown one is simply not there (404).
/// </summary>
internal static class Identifiers
{
    private const int Digits = 24;

    /// <summary>The id itself when it is well-formed.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    internal static string Check(string name, string id) =>
        id.Length == Digits && id.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f')
            ? id
            : throw Fail.Invalid($"The parameter {name} must be an id of {Digits} lower-case hexadecimal digits.");

    /// <summary>The id itself when it is a prefix, an underscore and a UUID.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    internal static string Check(string name, string id, string prefix) =>
        id.StartsWith(prefix + "_", StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(prefix.Length + 1), "D", out _)
            ? id
            : throw Fail.Invalid($"The parameter {name} must be an id of the form {prefix}_ and a UUID.");
}
