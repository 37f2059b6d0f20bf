using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The database file: one writing connection, which callers share in turns, and reading connections, which never wait for it (WAL). When a
/// write returns, it is on disk (<c>synchronous=FULL</c>).
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string _readConnectionString;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _idleReaders = [];

    /// <summary>The transaction that this flow of calls has begun and not ended.</summary>
    private readonly AsyncLocal<OpenTransaction?> _current = new();

    private SqliteDatabase(SqliteConnection writer, string readConnectionString, TimeProvider time)
    {
        _writer = writer;
        _readConnectionString = readConnectionString;
        JobSignal = new JobSignal(time);
    }

    /// <summary>Signalled when a transaction that enqueued a job was committed.</summary>
    public JobSignal JobSignal { get; }

    /// <summary>Opens <c>reelsight.db</c> in the folder, creating or migrating it.</summary>
    /// <exception cref="NewerSchemaException">A newer version of the program wrote it.</exception>
    /// <exception cref="DataFolderException">It is damaged or may not be opened, or the disk fails.</exception>
    public static SqliteDatabase Open(string dataDir, TimeProvider time)
    {
        DapperTypeMappings.Register();
        Directory.CreateDirectory(dataDir);
        var path = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDir, "reelsight.db"),
            ForeignKeys = true,
            Pooling = false, // readers are pooled here, and a closed database must release its file
        };
        var writer = new SqliteConnection(path.ConnectionString);
        try
        {
            writer.Open();
            writer.Execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            SchemaMigrator.Apply(writer, time);
            SqliteJobQueue.Recover(writer);
            AddFunctions(writer);
        }
        catch (Exception e)
        {
            writer.Dispose();
            if (e is SqliteException error && SqliteErrors.Translate(error) is { } translated)
            {
                throw translated;
            }

            throw;
        }
        return new SqliteDatabase(writer, path.ConnectionString, time);
    }

    /// <summary>
    /// Runs <paramref name="work"/> on one consistent snapshot; within a transaction of this flow of calls, on what that has written.
    /// </summary>
    /// <exception cref="DataFolderException">The file is damaged, or the disk fails.</exception>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (IsInTransaction)
        {
            return work(_writer);
        }

        SqliteConnection? reader = null;
        try
        {
            if (!_idleReaders.TryTake(out reader))
            {
                reader = OpenReader();
            }
            reader.Execute("BEGIN DEFERRED");
            var result = work(reader);
            reader.Execute("COMMIT TRANSACTION");
            _idleReaders.Add(reader);
            return result;
        }
        catch (Exception e)
        {
            reader?.Dispose(); // its state is unknown
            if (e is SqliteException error && Translate(error) is { } translated)
            {
                throw translated;
            }

            throw;
        }
    }

    /// <summary>A sentence about damage of the file or the disk that was met since the file was opened; null when none was.</summary>
    public string? Damage { get; private set; }

    /// <summary>Writes the state of this moment, compacted, to a file that must not be there. Readers and writers go on.</summary>
    public void CopyTo(string path)
    {
        using var source = OpenReader();
        source.Execute("PRAGMA query_only = OFF");
        source.Execute("VACUUM INTO @path", new { path });
    }

    /// <inheritdoc cref="Read{T}"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Read(work));
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction: all of it is on disk when the task completes, or none of it. Within a transaction of
    /// this flow of calls it becomes a part of that.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails; nothing was written.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct) =>
        RunInTransactionAsync(() => Task.FromResult(work(_writer)), ct);

    /// <summary>Runs <paramref name="work"/>, all of whose reads and writes by way of this database are one transaction.</summary>
    /// <exception cref="DataFolderException">The disk is full or fails; nothing was written.</exception>
    public async Task<T> RunInTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (IsInTransaction)
        {
            ct.ThrowIfCancellationRequested();
            return await RunAsync(work, "SAVEPOINT nested", "RELEASE nested", "ROLLBACK TO nested; RELEASE nested");
        }

        await _writeLock.WaitAsync(ct);
        var transaction = new OpenTransaction();
        _current.Value = transaction;
        try
        {
            return await RunAsync(work, "BEGIN IMMEDIATE", "COMMIT TRANSACTION", "ROLLBACK TRANSACTION");
        }
        catch (SqliteException e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
        finally
        {
            // Whatever the work left running is not part of the next transaction.
            transaction.HasEnded = true;
            _writeLock.Release();
        }
    }

    private bool IsInTransaction => _current.Value is { HasEnded: false };

    // Plain statements instead of SqliteTransaction, which every command would have to be handed.
    private async Task<T> RunAsync<T>(Func<Task<T>> work, string begin, string commit, string rollback)
    {
        _writer.Execute(begin);
        try
        {
            var result = await work();
            _writer.Execute(commit);
            return result;
        }
        catch
        {
            // Some errors (a full disk) have already ended the transaction.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
            {
                _writer.Execute(rollback);
            }
            throw;
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

    private Exception? Translate(SqliteException e)
    {
        if (SqliteErrors.IsDamage(e))
        {
            Damage ??= SqliteErrors.Explain(e);
        }
        return SqliteErrors.Translate(e);
    }

    private SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(_readConnectionString);
        reader.Open();
        // Not mapped: where a mapped file is cut off or its disk fails, the process ends with a signal instead of an error.
        reader.Execute("PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -16384;");
        AddFunctions(reader);
        return reader;
    }

    private static void AddFunctions(SqliteConnection connection) =>
        connection.CreateFunction(
            "contains_ignoring_case",
            (string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
            isDeterministic: true
        );

    private sealed class OpenTransaction
    {
        private volatile bool _hasEnded;

        /// <summary>Whether it was committed or rolled back.</summary>
        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }
    }
}
