using Dapper;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteProbe(SqliteDatabase database, TimeProvider time) : IDatabaseProbe
{
    /// <inheritdoc/>
    public async Task<string?> FindFaultAsync(TimeSpan timeout, CancellationToken ct)
    {
        if (database.Damage is { } damage)
        {
            return damage;
        }
        using var patience = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await database.ReadAsync(
                connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM schema_versions, sqlite_schema"),
                ct
            );
            // The number is not used; setting it writes the first page, whatever it was.
            await database.WriteAsync(connection => connection.Execute("PRAGMA user_version = 1"), both.Token);
            return null;
        }
        catch (DataFolderException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return FormattableString.Invariant(
                $"The database took no write within {timeout.TotalSeconds:0} s: the disk is slow or a long write runs; look at its load."
            );
        }
    }
}
