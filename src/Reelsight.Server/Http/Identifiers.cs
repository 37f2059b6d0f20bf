namespace Reelsight.Server.Http;

/// <summary>The form of the contract's ids. A malformed id is the caller's mistake (400), an unknown one is simply not there (404).</summary>
internal static class Identifiers
{
    private const int Digits = 24;

    /// <summary>The id itself when it is well-formed.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    internal static string Check(string name, string id) =>
        id.Length == Digits && id.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f')
            ? id
            : throw Fail.Invalid($"The parameter {name} must be an id of {Digits} lower-case hexadecimal digits.");
}
