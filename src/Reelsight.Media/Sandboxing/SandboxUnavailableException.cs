namespace Reelsight.Media.Sandboxing;

/// <summary>The sandbox that the owner demands cannot be had on this machine. The message says why and what to do.</summary>
public sealed class SandboxUnavailableException(string message) : Exception(message);
