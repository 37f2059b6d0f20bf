using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteUnitOfWork(SqliteDatabase database) : IUnitOfWork
{
    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var enqueued = database.JobSignal.EnqueueCount;
        var result = await database.RunInTransactionAsync(work, ct);
        // The stores told of their jobs before these could be seen.
        if (database.JobSignal.EnqueueCount != enqueued)
        {
            database.JobSignal.NotifyEnqueued();
        }
        return result;
    }
}
