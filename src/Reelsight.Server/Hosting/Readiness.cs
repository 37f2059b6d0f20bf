namespace Reelsight.Server.Hosting;

/// <summary>Whether the server has started: stores open, every index loaded.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal bool IsReady => _started.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the server can serve, or with the error that keeps it from that.</summary>
    internal Task Started => _started.Task;

    internal void Set() => _started.TrySetResult();

    internal void Fail(Exception cause) => _started.TrySetException(cause);
}
