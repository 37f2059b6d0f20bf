namespace Reelsight.Server.Http.Audit;

/// <summary>Actions of the audit log that are not the names of operations.</summary>
internal static class AuditActions
{
    internal const string SignIn = "SignIn";
    internal const string SignOut = "SignOut";
    internal const string KeyRefused = "KeyRefused";
    internal const string SignInRefused = "SignInRefused";

    /// <summary>Those that strangers cause, whose number is bounded.</summary>
    internal static IReadOnlyList<string> Refusals { get; } = [KeyRefused, SignInRefused];
}
