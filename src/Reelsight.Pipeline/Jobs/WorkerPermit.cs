namespace Reelsight.Pipeline.Jobs;

/// <summary>
/// The right of one job to be at work, taken when it began. It is given up for the time of a transfer, and taken again when much work
/// follows; what takes seconds goes on without, so that it does not wait behind an hour of video. Used by one job at a time.
/// </summary>
/// <param name="permits">The rights of all workers.</param>
/// <param name="isQuick">Whether the job takes seconds.</param>
public sealed class WorkerPermit(SemaphoreSlim permits, bool isQuick) : IDisposable
{
    private bool _isHeld = true;

    /// <summary>Gives it up, so that the next job can begin.</summary>
    public void Leave()
    {
        if (_isHeld)
        {
            _isHeld = false;
            permits.Release();
        }
    }

    /// <summary>Takes it again when the job needs it.</summary>
    public async Task ReturnAsync(CancellationToken ct)
    {
        if (!_isHeld && !isQuick)
        {
            await permits.WaitAsync(ct);
            _isHeld = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Leave();
}
