using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The database file: one writing connection that callers take turns on, and reading connections that never wait for it (WAL).
/// What a write has returned from is on disk (<c>synchronous=FULL</c>).
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string _readConnectionString;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _idleReaders = [];

    private SqliteDatabase(SqliteConnection writer, string readConnectionString, TimeProvider time)
    {
        _writer = writer;
        _readConnectionString = readConnectionString;
        JobSignal = new JobSignal(time);
    }

    /// <summary>Told when a transaction that enqueued a job has been committed.</summary>
    public JobSignal JobSignal { get; }

    /// <summary>Opens <c>reelsight.db</c> in the folder, creating or migrating it.</summary>
    /// <exception cref="NewerSchemaException">A newer version of the program wrote it.</exception>
    /// <exception cref="DataFolderException">It is damaged, or the disk fails.</exception>
    public static SqliteDatabase Open(string dataDir, TimeProvider time)
    {
        DapperTypeMappings.Register();
        Directory.CreateDirectory(dataDir);
        var path = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDir, "reelsight.db"),
            ForeignKeys = true,
            Pooling = false, // readers are kept open here, and a closed database must really let go of its file
        };
        var writer = new SqliteConnection(path.ConnectionString);
        try
        {
            writer.Open();
            writer.Execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            SchemaMigrator.Apply(writer, time);
            SqliteJobQueue.Recover(writer);
        }
        catch (Exception e)
        {
            writer.Dispose();
            if (e is SqliteException error && DataFolderException.Explain(error) is { } sentence)
            {
                throw new DataFolderException(sentence, error);
            }

            throw;
        }
        return new SqliteDatabase(writer, path.ConnectionString, time);
    }

    /// <summary>Runs <paramref name="work"/> on one consistent snapshot.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (!_idleReaders.TryTake(out var reader))
        {
            reader = OpenReader();
        }
        try
        {
            reader.Execute("BEGIN DEFERRED");
            var result = work(reader);
            reader.Execute("COMMIT TRANSACTION");
            _idleReaders.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose(); // whatever state it is in ends here
            throw;
        }
    }

    /// <inheritdoc cref="Read{T}"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Read(work));
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction of its own; all of it is on disk when the task completes, or none of it.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        await _writeLock.WaitAsync(ct);
        try
        {
            // Plain statements instead of SqliteTransaction, which every command would have to be handed.
            _writer.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work(_writer);
                _writer.Execute("COMMIT TRANSACTION");
                return result;
            }
            catch
            {
                // Some errors (a full disk) have already ended the transaction.
                if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
                {
                    _writer.Execute("ROLLBACK TRANSACTION");
                }
                throw;
            }
        }
        catch (SqliteException e) when (DataFolderException.Explain(e) is { } sentence)
        {
            throw new DataFolderException(sentence, e);
        }
        finally
        {
            _writeLock.Release();
        }
    }

    /// <summary>Closes every connection; waits for a running write.</summary>
    public void Dispose()
    {
        _writeLock.Wait();
        foreach (var reader in _idleReaders)
        {
            reader.Dispose();
        }
        _writer.Dispose();
        _writeLock.Dispose();
    }

    private SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(_readConnectionString);
        reader.Open();
        reader.Execute("PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA mmap_size = 4294967296;");
        reader.CreateFunction(
            "contains_ignoring_case",
            (string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
            isDeterministic: true
        );
        return reader;
    }
}
